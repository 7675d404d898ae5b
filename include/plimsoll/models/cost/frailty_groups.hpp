#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plimsoll/models/cost/frailty.hpp"

namespace plimsoll {

/// Categories whose factors are one: the same cv and the same score.
struct FrailtyGroup {
  double cv = 0.0;
  std::vector<double> loadings;  ///< of the group's score on independent normal scores; squares sum to 1
};

/// How the factors of a member's categories hang together.
struct FrailtyGroups {
  std::vector<FrailtyGroup> groups;
  std::vector<std::size_t> of_category;  ///< group, by category of the cost model
  std::size_t scores = 0;                ///< independent scores behind them
  bool one_factor() const { return groups.size() == 1; }
};

/// What cannot be drawn: categories the model does not have, correlations that are no pair or cannot hold
/// together.
std::vector<std::string> faults(Frailty const& frailty, std::vector<std::string> const& categories);

/// Expects a frailty without faults.
FrailtyGroups groups_of(Frailty const& frailty, std::vector<std::string> const& categories);

}  // namespace plimsoll
