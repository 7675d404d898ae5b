#pragma once

#include <cmath>

#include "plimsoll/models/cost/count_law.hpp"
#include "plimsoll/models/cost/zero_modified.hpp"

namespace plimsoll {

/// P(N = 0), P(N = 1), … of a count law with its mean moved to `mean`, one after the other: by their ratio,
/// or, for the Poisson-lognormal, one by one. Hurdles of annual amounts (Bernoulli) have no such row.
class CountChances {
 public:
  CountChances(CountLaw const& law, double mean);
  /// P(N = 0).
  double none() const { return none_; }
  /// P(N = k + 1) from P(N = k), k >= 0.
  double next(double chance, double k) const {
    if (one_by_one_) return std::exp(log_probability(base_, static_cast<std::int64_t>(k) + 1));
    if (k == 0.0 && modified_) return first_;
    return chance * ratio(k);
  }
  /// False where the first chances of the row have underflowed: its sum then stays short of 1.
  bool begins() const { return one_by_one_ || base_none_ > smallest_start; }
  ZeroModified form() const { return {base_, form_factor_}; }

 private:
  static constexpr double smallest_start = 1e-250;
  double ratio(double k) const { return factor_ * (size_ > 0.0 ? k + size_ : 1.0) / (k + 1.0); }

  CountLaw base_;
  double form_factor_ = 1.0;
  double size_ = 0.0;
  double base_none_ = 1.0;
  double none_ = 1.0;
  double factor_ = 0.0;
  double first_ = 0.0;
  bool modified_ = false;
  bool one_by_one_ = false;
};

}  // namespace plimsoll
