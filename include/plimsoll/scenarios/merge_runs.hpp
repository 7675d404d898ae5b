#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "plimsoll/scenarios/run_study.hpp"

namespace plimsoll {

/// Which runs are put together, and where.
struct MergeSetting {
  std::vector<std::filesystem::path> runs;  ///< folders of stopped runs, parts or finished runs of one plan
  std::filesystem::path folder;             ///< of the whole run
  RunFolderUse use = RunFolderUse::fresh;   ///< fresh or replace
  std::filesystem::path inputs;             ///< where the study's files are; empty: in its own folder
  std::optional<std::uint64_t> trials;  ///< of the whole run; the most any of them was to have when not given
  std::size_t threads = 0;
  /// As `RunSetting::beside`.
  std::function<std::vector<AsideFile>(CompiledStudy const&, RunOutcome const&,
                                       std::filesystem::path const& results)>
      beside;
};

struct MergedRun {
  CompiledStudy study;
  RunOutcome outcome;               ///< finished unless trials are missing
  std::vector<TrialRange> missing;  ///< trials that none of the runs holds
};

/// The union of what the runs have finished, equal bit for bit where two hold the same trials; where nothing
/// is missing results.h5 is written as one uninterrupted run would have. The runs stay as they are. Throws
/// InputError where a folder holds no run, or runs are of different plans (every difference), and IoError
/// where a segment is damaged or differs, or the folder cannot be used as asked.
MergedRun merge_runs(MergeSetting const& setting);

}  // namespace plimsoll
