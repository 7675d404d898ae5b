#pragma once

#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// What is wrong with the tables of years in course, beyond the ranges of their fields.
std::vector<Problem> reforecast_faults(Study const& study);

}  // namespace plimsoll
