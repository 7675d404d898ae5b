#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/digest.hpp"
#include "plimsoll/sim/results_file.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll::test {

/// An empty folder that lives as long as one test.
class ScratchFolder {
 public:
  ScratchFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "plimsoll-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw IoError("no scratch folder");
    path_ = pattern;
  }
  ScratchFolder(ScratchFolder const&) = delete;
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string read_bytes(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_bytes(std::filesystem::path const& file, std::string const& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

/// A file that was changed from outside, sealed as if it were the program's: what is refused in it is not the
/// seal.
inline void seal_again(std::filesystem::path const& file) {
  std::string const mark = "plimsoll-sha256:";
  std::string bytes = read_bytes(file);
  if (auto const at = bytes.rfind(mark); at != bytes.npos) bytes.resize(at);
  write_bytes(file, bytes + mark + sha256_of(bytes) + "\n");
}

inline std::vector<std::filesystem::path> files_below(std::filesystem::path const& folder) {
  std::vector<std::filesystem::path> found;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) found.push_back(entry.path());
  }
  return found;
}

inline std::vector<ColumnInfo> some_columns() {
  return {{"contract/basic_e/settlement", Unit::dollars, 2026, "what the settlement pays us"},
          {"draws/cost.aco.trend", Unit::fraction, 0, "cost trend"},
          {"contract/basic_e/settlement", Unit::dollars, 2027, "what the settlement pays us"}};
}

/// Numbers that depend on trial and column only; every thousandth one is not a number.
inline double some_number(std::uint64_t trial, std::size_t column) {
  if ((trial * 3 + column) % 1000 == 17) return std::nan("17");
  return std::sin(static_cast<double>(trial) * 1.25 + static_cast<double>(column)) * 1e6;
}

inline TrialRows some_rows(std::uint32_t block, std::size_t columns) {
  TrialRows rows{{block}, std::vector<Lanes>(columns)};
  for (std::size_t c = 0; c < columns; ++c) {
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      rows.columns[c][lane] = some_number(rows.block.trial(lane), c);
  }
  return rows;
}

inline ResultsHeader some_header() {
  ResultsHeader header;
  header.version = "0.1.0";
  header.commit = "abc123";
  header.seed = 18446744073709551615ull;
  header.generator = "Philox4x32-10";
  header.plan_digest = "d1";
  header.study_text = "[study]\nname = \"Größe\"\n";
  header.compiler = "GNU 12.2.0, x86_64 Linux";
  header.flags = "Release: -O3";
  header.libraries = "Eigen 3.4.0";
  header.inputs = {{"members", "members.csv", 12, "00ff", 5000, "2025-01", "2025-12"}};
  header.rule_packs = {{"mssp/enhanced@2026", "ENHANCED", "2026", true, "0a0b"}};
  header.overrides = {"--seed 5", ""};
  header.suppressed = {"members/aco/count"};
  header.notices = {"first notice", ""};
  header.contracts = {"basic_e"};
  header.years = {2026, 2027};
  return header;
}

/// The message of the IoError that `action` throws; a failed test when it throws none.
template <class Action>
std::string io_error_of(Action const& action) {
  try {
    action();
  } catch (IoError const& error) {
    return error.what();
  }
  ADD_FAILURE() << "no IoError was thrown";
  return {};
}

}  // namespace plimsoll::test
