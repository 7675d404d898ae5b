#pragma once

#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// Adds, where the study has measures, how they come out in a year: true and measured rates and chances to
/// pass.
void append_quality_table(Study const& study, TrialTable const& trials, int year, std::vector<Table>& tables);

}  // namespace plimsoll
