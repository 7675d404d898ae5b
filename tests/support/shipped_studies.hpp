#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace plimsoll::test {

/// Whether a study is made of a published file, which does not ship.
inline bool needs_public_data(std::filesystem::path const& study) {
  std::ifstream in(study);
  std::string const text{std::istreambuf_iterator<char>(in), {}};
  return text.find("\n[published]") != std::string::npos;
}

/// The studies that ship and run as they are, for tests over all of them.
inline std::vector<std::filesystem::path> shipped_studies() {
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(PLIMSOLL_SOURCE_DIR "/scenarios/studies"))
    if (entry.path().extension() == ".toml" && !needs_public_data(entry.path()))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// A study's name as tests may be called.
inline std::string study_test_name(testing::TestParamInfo<std::filesystem::path> const& given) {
  std::string name = given.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace plimsoll::test
