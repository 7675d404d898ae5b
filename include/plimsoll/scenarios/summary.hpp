#pragma once

#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// What a finished run says, ready for any writer: per performance year the settlements side by side with
/// paired differences, what may be owed, the reserve by the study's policy; then spend by category.
std::vector<Table> summarise(CompiledStudy const& study, TrialTable const& trials);

}  // namespace plimsoll
