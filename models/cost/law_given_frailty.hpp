#pragma once

#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/frailty.hpp"

namespace plimsoll {

/// Law of a member's factor as weighted values, mean 1.
struct FactorLaw {
  std::vector<double> factors;
  std::vector<double> weights;
  double cv = 0.0;
};
FactorLaw factor_law(FrailtyFamily family, double cv);

/// A law given the factor, and whether it could give up as much variance as the factor brings.
struct LawGivenFactor {
  CategoryLaw law;
  bool holds = true;
};

/// The law of a member whose factor is 1, such that members with factors of this law have together the chance
/// of any cost (hurdle), mean and variance that `law` says. Its standard errors are dropped. ModelError for a
/// hurdle count, or a hurdle whose severity is neither lognormal, gamma nor inverse Gaussian.
LawGivenFactor given_factor(CategoryLaw const& law, FactorLaw const& factor);

}  // namespace plimsoll
