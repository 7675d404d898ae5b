#pragma once

#include "plimsoll/models/cost/count_law.hpp"

namespace plimsoll {

/// A count law as one without a zero of its own, P(N = n) = factor · P(base = n) for n > 0: the base is
/// Poisson or negative binomial for the zero-inflated and the hurdle forms (Johnson, Kotz and Kemp
/// 1992, 8.2). Other laws are their own base, of factor 1.
struct ZeroModified {
  CountLaw base;
  double factor = 1.0;
};
ZeroModified zero_modified(CountLaw const& law);

}  // namespace plimsoll
