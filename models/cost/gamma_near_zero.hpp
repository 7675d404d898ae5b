#pragma once

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace plimsoll {

/// Below e^-37 the unit gamma law is x^shape / Gamma(shape + 1) to the last bit; small shapes reach amounts
/// no double holds, so the logarithm is solved for there.
inline constexpr double log_of_smallest = -37.0;

/// ln of the unit gamma's quantile at u by that form; valid where the answer is below log_of_smallest.
inline double log_quantile_near_zero(double shape, double u) {
  return (std::log(u) + boost::math::lgamma(shape + 1.0)) / shape;
}

}  // namespace plimsoll
