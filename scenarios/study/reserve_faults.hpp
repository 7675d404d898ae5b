#pragma once

#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// What is wrong with the tables on reserves: contracts, groups and entities that are not there, shares that
/// do not sum to one, floors without what their rule reads, windows that end before they start.
std::vector<Problem> reserve_faults(Study const& study);

}  // namespace plimsoll
