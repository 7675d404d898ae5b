#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "plimsoll/sim/member_groups.hpp"

namespace plimsoll {

/// What is summed over members: their cost in some categories, each member's year cut at a limit.
struct TotalOf {
  std::vector<bool> summed;                                ///< by category
  std::vector<ExposureClass> classes;                      ///< members of these only; all when empty
  double limit = std::numeric_limits<double>::infinity();  ///< dollars per member-year
  LimitBasis basis = LimitBasis::annualised;
  std::vector<double> limit_of_class = {};  ///< in place of `limit`, by class; not used when empty
  double limit_for(ExposureClass exposure) const {
    return limit_of_class.empty() ? limit : limit_of_class[static_cast<std::size_t>(exposure)];
  }
};

/// Everything that moves a panel in a year without drivers.
struct YearFactors {
  double roster_share = 1.0, frequency = 1.0, unit_cost = 1.0;
};

/// Distribution of a panel's total of one year, on cells of equal width around its mean; a cell's chance is
/// spread evenly over it.
class PanelTotal {
 public:
  /// Cells [start + j step, start + (j + 1) step), chances of which sum to 1.
  PanelTotal(double mean, double deviation, double start, double step, std::vector<double> chances);

  double mean() const { return mean_; }                     ///< dollars
  double standard_deviation() const { return deviation_; }  ///< dollars
  double distribution(double dollars) const;                ///< P(total <= dollars)
  double quantile(double p) const;                          ///< 0 < p < 1
  double tail_value_at_risk(double p) const;                ///< mean of the worst 1 - p
  /// Means of `count` strata of equal chance, in order: trials without chance.
  std::vector<double> strata(std::size_t count) const;

 private:
  /// E[total; total <= quantile(p)].
  double mean_below(double p) const;

  double mean_, deviation_, start_, step_;
  std::vector<double> chances_, below_, dollars_below_;  // below: cumulative, before each cell
};

/// The distribution by powers: the transform of a member's capped year, to the power of its members, over all
/// groups, on the frequencies of a window around the mean alone. `points` below the limit; what the lattice
/// adds to mean and variance is taken off again. Members are independent given the factors. ModelError where
/// the panel is too small for its transform to die out, or a tail without limit too heavy for a lattice.
/// docs/theory/exact.md.
PanelTotal panel_total(GroupedPanel const& panel, TotalOf const& total, YearFactors const& factors,
                       std::size_t points = 1u << 13);

/// Mean and variance of the total without its limit, in closed form; the variance may be infinite.
CostMoments unlimited_moments(GroupedPanel const& panel, TotalOf const& total, YearFactors const& factors);

/// Member months of the panel's classes (all when empty).
double member_months(GroupedPanel const& panel, std::vector<ExposureClass> const& classes,
                     YearFactors const& factors);

}  // namespace plimsoll
