#pragma once

#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"
#include "summary/money.hpp"

namespace plimsoll {

/// What all signed contracts come to in one performance year, trial by trial: benchmark, cost, settlement and
/// its two sides. For a study of published results alone: hundreds of contracts need a line for all of them.
void append_together_table(Study const& study, TrialTable const& trials, int year, Money const& money,
                           std::vector<Table>& tables);

}  // namespace plimsoll
