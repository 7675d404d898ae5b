#pragma once

#include <vector>

#include "linked_moments.hpp"
#include "plimsoll/models/cost/cost_model.hpp"

namespace plimsoll {

/// Persistence of members simulated from `model` (laws given its frailty), each pair `repeats` times, at its
/// cells and exposures. Fixed random numbers, the same for every model, so it moves smoothly with the model.
Persistence simulated_persistence(CostModel const& model, std::vector<LinkedPair> const& pairs, int repeats);

}  // namespace plimsoll
