#include "plimsoll/core/binomial.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double negligible = 1e-20;  // against sums of about 1, whose last bit is 1e-16

}  // namespace

BinomialInversion::BinomialInversion(std::int64_t tries) : tries_(static_cast<double>(tries)) {
  PLIMSOLL_EXPECT(tries >= 1);
}

/// Chances relative to that of the mode, summed on both sides of it, then scaled to sum to 1.
void BinomialInversion::aim_at(double chance) {
  chance_ = chance;
  odds_ = chance / (1.0 - chance);
  mode_ = std::min(std::floor((tries_ + 1.0) * chance), tries_);
  double down = 1.0, up = 0.0, weight = 1.0;
  for (double k = mode_; k > 0.0; k -= 1.0) {
    weight *= k / ((tries_ - k + 1.0) * odds_);
    if (weight < negligible) break;
    down += weight;
  }
  weight = 1.0;
  for (double k = mode_; k < tries_; k += 1.0) {
    weight *= (tries_ - k) * odds_ / (k + 1.0);
    if (weight < negligible) break;
    up += weight;
  }
  at_mode_ = 1.0 / (down + up);
  to_mode_ = down * at_mode_;
}

std::int64_t BinomialInversion::operator()(double chance, double u) {
  if (chance <= 0.0) return 0;
  if (chance >= 1.0) return static_cast<std::int64_t>(tries_);
  if (chance != chance_) aim_at(chance);
  double k = mode_, at = at_mode_, below = to_mode_;
  while (k > 0.0 && at > negligible && below - at >= u) {
    below -= at;
    at *= k / ((tries_ - k + 1.0) * odds_);
    k -= 1.0;
  }
  while (k < tries_ && at > negligible && below < u) {
    at *= (tries_ - k) * odds_ / (k + 1.0);
    below += at;
    k += 1.0;
  }
  return static_cast<std::int64_t>(k);
}

}  // namespace plimsoll
