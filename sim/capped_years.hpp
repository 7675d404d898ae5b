#pragma once

#include <complex>
#include <vector>

#include "plimsoll/models/cost/compound_year.hpp"
#include "plimsoll/sim/panel_total.hpp"

namespace plimsoll {

/// Whether members of the class are among `classes`; all are where it is empty.
bool is_in(std::vector<ExposureClass> const& classes, ExposureClass exposure);

/// Laws of the capped years of all members of a panel: one per group and score, with how many follow it.
class CappedYears {
 public:
  CappedYears(GroupedPanel const& panel, TotalOf const& total, YearFactors const& factors,
              std::size_t points);

  double mean() const { return mean_; }          ///< of the panel's total, dollars
  double variance() const { return variance_; }  ///< of the panel's total, dollars squared

  /// Logarithm of the transform E[exp(i t total)] at each frequency t.
  Spectrum log_transform(std::vector<double> const& frequencies) const;

 private:
  struct Year {
    double members = 0.0;
    double step = 0.0, limit = 0.0;  // dollars of the year
    std::vector<double> mass;        // of the points below the limit
    double at_limit = 0.0;           // chance of the limit itself
    Year(YearLaw law, double most, double unit_cost, double many);
    Spectrum transform(std::vector<double> const& frequencies) const;
  };
  void add_group(GroupedPanel const& panel, MemberGroup const& group, TotalOf const& total,
                 YearFactors const& factors, std::size_t points);

  std::vector<Year> years_;
  double mean_ = 0.0, variance_ = 0.0;
  double mean_off_ = 0.0, variance_off_ = 0.0;  // what the lattices have too little
};

}  // namespace plimsoll
