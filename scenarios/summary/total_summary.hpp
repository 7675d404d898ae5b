#pragma once

#include <string_view>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// Adds the table of all performance years together, contract by contract, where there are several: the total
/// settled, the chance to owe in any year, the worst year and the balance still carried. Amounts are printed
/// as `presentation` in `unit`.
void append_total_table(Study const& study, TrialTable const& trials, Presentation presentation,
                        std::string_view unit, std::vector<Table>& tables);

}  // namespace plimsoll
