#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

/// A column with its design: the figures of a Sample that are not one of independent trials of equal weight.
class DesignedValues {
 public:
  using Transform = std::function<double(double)>;
  using Keep = std::function<bool(double)>;

  DesignedValues(std::span<double const> values, SharedDesign design);

  double reach() const { return averages_.reach(); }
  double average(Transform const& of) const;
  double covariance(Transform const& a, Transform const& b) const;
  /// `value` with the error of the average of `influence`, whose own average is zero.
  Figure figure(std::string id, double value, Transform const& influence, Unit unit) const;
  /// Weighted share of the values kept, with Wilson's interval at the number of independent trials that would
  /// have the same error.
  Figure share(std::string id, Keep const& keep) const;
  /// Smallest value whose share of the weight up to it reaches p; interval by D. A. Woodruff (1952), J. Am.
  /// Stat. Assoc. 47, 635-646: that share's own interval, read back through the column.
  Figure percentile(std::string id, double p, Unit unit) const;

 private:
  double value_at(double share) const;

  std::vector<double> values_;
  SharedDesign design_;
  DesignedAverages averages_;
  std::vector<double> steps_;   // the different values, ascending
  std::vector<double> shares_;  // of the weight up to and with each of them
};

}  // namespace plimsoll
