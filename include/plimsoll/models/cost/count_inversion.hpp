#pragma once

#include <cstdint>

#include "plimsoll/models/cost/count_chances.hpp"
#include "plimsoll/models/cost/count_law.hpp"

namespace plimsoll {

/// Draws counts by inversion: the smallest n with P(N <= n) >= u. With the same u a higher mean never gives
/// fewer claims, so paired comparisons stay paired. Remembers the last mean's P(N = 0), since lanes often
/// share it.
class CountInversion {
 public:
  explicit CountInversion(CountLaw const& law);

  /// Claims at `mean` = the law's mean times everything that moves frequency, mean >= 0, 0 < u < 1.
  std::int64_t operator()(double mean, double u);

 private:
  void aim_at(double mean);
  std::int64_t climb(double u) const;
  std::int64_t far(double u) const;

  CountLaw law_;
  CountChances chances_{PoissonCount{}, 0.0};
  double mean_ = -1.0;
};

}  // namespace plimsoll
