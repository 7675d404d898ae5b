#pragma once

#include <cmath>
#include <numbers>

namespace plimsoll {

/// P(Z > z) / φ(z) of the standard normal for z > -30: falls like 1/z where both underflow. From z = 5 on by
/// Laplace's continued fraction.
inline double mills_ratio(double z) {
  if (z < 5.0)
    return 0.5 * std::erfc(z / std::numbers::sqrt2) * std::exp(0.5 * z * z) *
           std::sqrt(2.0 * std::numbers::pi);
  double fraction = z;
  for (int k = 60; k > 0; --k) fraction = z + k / fraction;
  return 1.0 / fraction;
}

}  // namespace plimsoll
