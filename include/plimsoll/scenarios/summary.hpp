#pragma once

#include <cstddef>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// What a finished run says, ready for any writer: per performance year the settlements side by side with
/// paired differences, what may be owed, the reserve by the study's policy; then spend by category.
std::vector<Table> summarise(CompiledStudy const& study, TrialTable const& trials);

/// All that a run prints: the summary, then its cash where the study dates any. A calendar needs trials drawn
/// in order from the first; trials chosen by importance have none.
std::vector<Table> run_tables(CompiledStudy const& study, TrialTable const& trials, std::size_t threads = 0);

}  // namespace plimsoll
