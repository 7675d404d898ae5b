#pragma once

#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// Where trials are drawn by several fits of a population: each fit's own figures beside those of all, so
/// that the mixture hides none. Adds nothing where there is one fit, or where trials were chosen.
void append_fits_tables(CompiledStudy const& study, TrialTable const& trials, int year,
                        std::vector<Table>& tables);

}  // namespace plimsoll
