#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>

#include "plimsoll/core/unit.hpp"

namespace plimsoll {

/// Where the true value lies with 95 % confidence, in the unit of its figure.
struct Interval {
  double low;
  double high;
  friend bool operator==(Interval const&, Interval const&) = default;
};

/// The standard error, or value, that a sample is too small to give; writers leave it out and say why.
inline constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// Half the width of a 95 % normal interval in standard errors.
inline constexpr double normal_95 = 1.959963984540054;

/// A reported number with its simulation error.
/// Exact figures have a standard error of 0 and no interval. Simulated ones have both, or a standard error
/// that is `not_known`. An interval need not be symmetric about the value (percentiles, shares).
struct Figure {
  std::string id;  ///< stable address of the number in every output, e.g. `enhanced.owed.percentile_0.95`
  double value;
  double std_error;
  std::optional<Interval> interval;
  Unit unit;
  friend bool operator==(Figure const&, Figure const&) = default;
};

/// The same figure at another address.
Figure renamed(Figure figure, std::string id);

/// A figure that no simulation stands behind.
Figure exact_figure(std::string id, double value, Unit unit);

/// A figure whose estimator is near normal: interval = value ± 1.96 standard errors, none if the error is not
/// known.
Figure normal_figure(std::string id, double value, double std_error, Unit unit);

/// A share `count / trials` as a fraction, with Wilson's 95 % interval; the standard error is its half-width
/// / 1.96, so it stays above zero when no trial (or every trial) counted. Expects 0 <= count <= trials,
/// trials > 0. E. B. Wilson (1927), J. Am. Stat. Assoc. 22, 209-212.
Figure share_figure(std::string id, std::size_t count, std::size_t trials);

/// The same for a share that no count stands behind: `trials`, not always whole, is the number of independent
/// trials that would know it as well, `reach` half the interval's width in standard errors. Expects 0 <=
/// share
/// <= 1, trials > 0, reach > 0.
Figure share_figure(std::string id, double share, double trials, double reach);

/// A level as printed and as used in ids: shortest exact decimals, at least two ("0.90", "0.995").
std::string level_text(double level);

}  // namespace plimsoll
