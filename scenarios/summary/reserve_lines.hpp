#pragma once

#include <string>

#include "plimsoll/models/reserve/reserve.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// The most a contract can cost in one year; infinite where it has no maximum. Without a benchmark nothing
/// can run away.
Figure contract_maximum(TrialTable const& trials, std::string const& contract, int year);

/// The reserve of one contract and year by the study's policy.
ReserveLine reserve_line(Study const& study, TrialTable const& trials, std::string const& contract, int year);

}  // namespace plimsoll
