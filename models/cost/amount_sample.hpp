#pragma once

#include <vector>

#include "plimsoll/models/cost/amount_fit.hpp"

namespace plimsoll {

/// A sample of amounts as a likelihood wants it: equal ones once.
struct AmountSample {
  struct Point {
    double amount, weight;
  };
  struct Interval {
    double low, high, weight;
  };
  std::vector<Point> exact;         ///< rising
  std::vector<Interval> intervals;  ///< and limits reached, of infinite `high`
  std::vector<Point> truncations;   ///< above 0: point and weight of what was reported above it
  double exact_weight = 0.0, weight = 0.0;
  double threshold = 0.0;  ///< smallest truncation point

  explicit AmountSample(std::vector<ObservedAmount> const& observed);
  double log_likelihood(SeverityLaw const& law) const;
};

/// What each amount adds to the log-likelihood, its weight apart.
std::vector<double> contributions(SeverityLaw const& law, std::vector<ObservedAmount> const& observed);

/// Moments starting values are made of, from the exact amounts and the lower ends of the others.
struct AmountMoments {
  double mean = 0.0, log_mean = 0.0, log_deviation = 0.0, mean_inverse = 0.0;
  std::vector<AmountSample::Point> rising;  ///< all amounts
  double weight = 0.0;
  /// Amount below which this share of the weight lies.
  double quantile(double share) const;
  /// Mean and deviation of the logarithms between two shares of the weight.
  struct OfLogs {
    double mean, deviation;
  };
  OfLogs between(double from, double to) const;
};
AmountMoments moments_of(AmountSample const& sample);

}  // namespace plimsoll
