#pragma once

#include <cmath>

#include "plimsoll/models/cost/count_law.hpp"

namespace plimsoll {

/// P(N = 0), P(N = 1), … of a Poisson or negative binomial law, one after the other by their ratio. A law
/// whose P(N = 0) underflows has no such start: see none().
class CountChances {
 public:
  CountChances(CountLaw const& law, double mean) {
    if (auto const* negative_binomial = std::get_if<NegativeBinomialCount>(&law)) {
      size_ = negative_binomial->size;
      none_ = std::exp(-size_ * std::log1p(mean / size_));
      factor_ = mean / (mean + size_);
    } else {
      none_ = std::exp(-mean);
      factor_ = mean;
    }
  }
  double none() const { return none_; }
  /// P(N = k + 1) from P(N = k).
  double next(double chance, double k) const {
    return chance * (factor_ * (size_ > 0.0 ? k + size_ : 1.0) / (k + 1.0));
  }

 private:
  double size_ = 0.0;
  double none_ = 1.0;
  double factor_ = 0.0;
};

}  // namespace plimsoll
