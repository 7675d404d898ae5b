#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"

namespace plimsoll {

/// A law whose parameters were estimated, as trials draw it: one of a few laws that differ in shape, and a
/// factor on its mean.
///
/// The estimates are normal on unbounded scales (logarithms of what is above 0, log odds of shares), with the
/// covariance of the fit. What the mean leaves open of them, the shapes, is on 8 equally likely places: the
/// estimate itself, and two deviations either way along each axis of their covariance, which keeps its means
/// and covariances (Julier and Uhlmann 1997). Given the shape the logarithm of the mean is normal. Means of
/// laws and factors are those of the estimate on average, so drawing parameters adds spread and no cost.
/// docs/theory/parameters.md.
template <class Law>
struct UncertainLaw {
  static constexpr std::size_t places = 8;
  std::vector<Law> laws;                         ///< the estimate first
  std::array<std::uint8_t, places> law_of = {};  ///< of each place
  double deviation = 0.0;                        ///< of the logarithm of the mean, given the law
  bool is_known() const { return laws.size() == 1 && deviation == 0.0; }
};

/// The law of a category as its fit left it; known where the fit has no errors. Mean matching keeps errors in
/// proportion; blended with a manual rate by weight Z, the mean's variance is Z times the data's (Bühlmann
/// 1967).
UncertainLaw<CountLaw> uncertain_count(CategoryLaw const& law);
UncertainLaw<SeverityLaw> uncertain_severity(CategoryLaw const& law);

}  // namespace plimsoll
