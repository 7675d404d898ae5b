#pragma once

#include <cmath>

namespace plimsoll {

/// Integral of e^(-rate t) over t from 0 to `span`, by way of expm1 since the rate may be near 0.
inline double decay_integral(double rate, double span) {
  return rate == 0.0 ? span : -std::expm1(-rate * span) / rate;
}

/// Integral of v^(-power - 1) over v from 1 to `ratio`.
inline double power_integral(double power, double ratio) {
  return decay_integral(power, std::log(ratio));
}

/// ln(1 + e^t) and its inverse, ln(e^t - 1), without overflow.
inline double log_one_plus_exp(double t) {
  return t > 0.0 ? t + std::log1p(std::exp(-t)) : std::log1p(std::exp(t));
}
inline double log_expm1(double t) {
  return t > 1.0 ? t + std::log1p(-std::exp(-t)) : std::log(std::expm1(t));
}

}  // namespace plimsoll
