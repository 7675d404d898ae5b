#pragma once

#include <variant>

#include "plimsoll/models/measure/figure.hpp"

namespace plimsoll {

/// Margin as a share of the central estimate.
struct MarginShare {
  double share = 0.0;  ///< ≥ 0
};

/// Margin up to a percentile of a lognormal law with the central estimate as mean and the prediction error as
/// standard deviation.
struct MarginLevel {
  double level = 0.75;  ///< of the percentile, 0 < level < 1
};

using MarginRule = std::variant<MarginShare, MarginLevel>;

/// Provision for adverse deviation in dollars, a figure of its own that is never part of an estimate.
/// `unpaid` > 0, `std_error` >= 0. By level it is percentile less mean, and so below 0 for a level under
/// Φ(s / 2), s² = ln(1 + (std_error / unpaid)²).
double margin(double unpaid, double std_error, MarginRule const& rule);

/// Percentile of that lognormal law, as Mack (1993) proposes for the range of a reserve.
double lognormal_percentile(double mean, double std_error, double level);

/// Where unpaid claims lie with 95 % probability: its percentiles 2.5 % and 97.5 %.
Interval lognormal_interval(double mean, double std_error);

}  // namespace plimsoll
