#pragma once

#include <cstddef>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// The cash tables of a study over its trials, which were drawn in order from the first: calendar, kinds of
/// flow with their present value, low point, funding, budget, returns. None where the study says nothing of
/// cash. Returns of programmes draw the same trials once more for each programme, without it.
std::vector<Table> cash_tables(CompiledStudy const& study, TrialTable const& trials, std::size_t threads = 0);

}  // namespace plimsoll
