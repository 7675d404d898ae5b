#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// Two finished runs to compare.
struct DiffSetting {
  std::filesystem::path a, b;
  bool rerun = true;        ///< whether to split what moved by cause, which takes runs in between
  std::size_t threads = 0;  ///< 0 = all
  std::function<void(std::string const&)> told;  ///< hears of every study that is run
};

struct RunDiff {
  bool same = false;                ///< nothing differs that could move a figure, and none moved
  std::vector<std::string> causes;  ///< ids of what differs: study, data, rule_pack, seed, trials, method,
                                    ///< build, library
  std::vector<std::string> notes;
  std::vector<Table> tables;
};

/// Says what two runs differ in, which figures moved and how far against their errors, and what of it each
/// cause moved, as far as runs of this program can tell. Throws IoError where there is no finished run,
/// InputError where the study of one can no longer be read.
RunDiff diff_runs(DiffSetting const& setting);

}  // namespace plimsoll
