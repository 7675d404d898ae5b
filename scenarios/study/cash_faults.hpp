#pragma once

#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// Dates that cannot be, names that are not given, money counted twice: faults of what a study says of cash.
/// Keys are key paths; spots are left to the caller.
std::vector<Problem> cash_faults(Study const& study);

/// Contracts whose settlement has no date and so no place in the calendar.
std::vector<std::string> cash_notices(Study const& study);

}  // namespace plimsoll
