#pragma once

#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {

/// The law of one member's total, of members whose numbers of claims are those of a sample: the laws of
/// totals of n claims, each with the share of members who have n. Of single amounts it is the law itself.
class TotalsLaw {
 public:
  TotalsLaw(SeverityLaw const& claim, std::vector<Amount> const& sample);

  double cdf(double dollars) const;
  double survival(double dollars) const;
  /// Density of the natural logarithm.
  double log_scale_density(double dollars) const;
  /// 0 < u < 1.
  double quantile(double u) const;
  /// E[X − threshold given X > threshold].
  double mean_excess(double threshold) const;

 private:
  struct Part {
    SeverityLaw law;
    double share;
  };
  std::vector<Part> parts_;
};

}  // namespace plimsoll
