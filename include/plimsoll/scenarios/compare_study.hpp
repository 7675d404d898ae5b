#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

/// What is compared; trials and threads change no meaning.
struct CompareSetting {
  std::vector<std::string> scenarios;  ///< names of overlays to lay over the study, side by side
  bool all_scenarios = false;
  /// Ways through the levels of the Shared Savings Program, such as "A-B-E", compared in place of the study's
  /// contracts; each is otherwise contract `like`, or the study's first.
  std::vector<std::string> paths;
  std::string like;
  std::size_t threads = 0;                                             ///< 0 = all
  std::function<void(std::size_t done, std::size_t blocks)> progress;  ///< of draws; from any thread
};

/// The study's contracts as options on one set of trials, those of one alternative_group against each other
/// (all of them where there is no group): by year, and over all years where there are several, what each
/// comes to with its regret, then pair by pair the difference with its error, who is ahead and how often, and
/// which dominates. With scenarios also every contract under each of them, on the same random numbers.
/// docs/theory/comparison.md. Throws InputError with all faults of the study or of a scenario.
std::vector<Table> compare_study(LoadedStudy loaded, CompareSetting const& setting = {});

}  // namespace plimsoll
