#include "plimsoll/sim/line_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <thread>
#include <vector>

#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

std::vector<std::string> lines_in(std::filesystem::path const& path) {
  std::istringstream text(test::read_bytes(path));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

TEST(LineLog, AddsToWhatIsThere) {
  test::ScratchFolder folder;
  auto const path = folder.path() / "runs.log";
  EXPECT_EQ(append_line(path, "one"), "");
  EXPECT_EQ(append_line(path, "two"), "");
  EXPECT_EQ(test::read_bytes(path), "one\ntwo\n");
}

TEST(LineLog, LinesOfSeveralWritersStayWhole) {
  test::ScratchFolder folder;
  auto const path = folder.path() / "runs.log";
  std::vector<std::thread> writers;
  for (char letter : {'a', 'b', 'c', 'd'})
    writers.emplace_back([&path, letter] {
      for (int i = 0; i < 200; ++i) append_line(path, std::string(300, letter));
    });
  for (std::thread& writer : writers) writer.join();
  std::vector<std::string> const lines = lines_in(path);
  EXPECT_EQ(lines.size(), 800u);
  for (std::string const& line : lines) EXPECT_EQ(line, std::string(300, line.front()));
}

TEST(LineLog, SaysWhatWentWrong) {
  test::ScratchFolder folder;
  EXPECT_THAT(append_line(folder.path() / "none" / "runs.log", "one"), testing::HasSubstr("runs.log"));
  std::filesystem::create_symlink(folder.path() / "elsewhere", folder.path() / "link");
  EXPECT_NE(append_line(folder.path() / "link", "one"), "");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "elsewhere"));
}

}  // namespace
}  // namespace plimsoll
