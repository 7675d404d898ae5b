#pragma once

#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// Whom each contract counts in a year, where members come and go; adds nothing where they stay.
void append_members_table(CompiledStudy const& study, TrialTable const& trials, int year,
                          std::vector<Table>& tables);

}  // namespace plimsoll
