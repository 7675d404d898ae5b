#pragma once

#include <cstdint>

namespace plimsoll {

/// Draws from the binomial law by inversion: the smallest k with P(K <= k) >= u. With the same u a higher
/// chance never gives fewer successes, so paired comparisons stay paired. Exact arithmetic on ratios of
/// neighbouring chances, nothing transcendental. Remembers the last chance, since lanes often share it.
/// docs/theory/quality.md.
class BinomialInversion {
 public:
  /// Number of independent tries, at least 1.
  explicit BinomialInversion(std::int64_t tries);

  /// Successes at `chance` of each try, 0 <= chance <= 1, for 0 < u < 1.
  std::int64_t operator()(double chance, double u);

 private:
  void aim_at(double chance);

  double tries_;
  double chance_ = -1.0;
  double odds_ = 0.0;     // chance / (1 - chance)
  double mode_ = 0.0;     // most likely number of successes
  double at_mode_ = 1.0;  // P(K = mode)
  double to_mode_ = 1.0;  // P(K <= mode)
};

}  // namespace plimsoll
