#pragma once

#include <cstddef>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/cash_flows.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// The contracts' columns of the same trials without one programme: it never starts, all else is as it was.
TrialTable without_program(CompiledStudy const& study, std::string const& program, std::uint64_t trials,
                           std::size_t threads);

/// Return and net present value of every programme that costs something, and of every contract there are
/// investments for; no rows where there is neither.
Table returns_table(CompiledStudy const& study, CashFlows const& flows, TrialTable const& trials,
                    std::size_t threads);

}  // namespace plimsoll
