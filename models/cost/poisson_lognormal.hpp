#pragma once

#include <cstdint>

#include "plimsoll/models/cost/count_law.hpp"

namespace plimsoll {

/// ln P(N = n): the integral over the normal score of a member's rate, by the trapezoidal rule around its
/// highest point, which for such an integrand is exact to the last digits.
double log_probability_of(PoissonLognormalCount const& law, std::int64_t n);

}  // namespace plimsoll
