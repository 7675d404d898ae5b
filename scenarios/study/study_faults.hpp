#pragma once

#include <functional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// Where a key path was written.
using SpotOf = std::function<SourceSpot(KeyPath const&)>;

/// What is wrong with a study although every field is in order by itself: names that do not meet, shares that
/// do not sum to one, years out of order, reserves without a level.
std::vector<Problem> faults(Study const& study, SpotOf const& spot_of);

}  // namespace plimsoll
