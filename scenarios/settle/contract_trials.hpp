#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>

#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// Columns that settlement and reserve of one contract-year are made of.
inline constexpr std::array<char const*, 4> contract_trial_columns{"settlement", "owed", "maximum_owed",
                                                                   "benchmark"};

/// Those columns of one contract and year, of the trials that `keeps` names.
TrialTable contract_trials(TrialTable const& trials, std::string const& contract, int year,
                           std::function<bool(std::size_t trial)> const& keeps);

}  // namespace plimsoll
