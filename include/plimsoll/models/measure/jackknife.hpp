#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"

namespace plimsoll {

/// Blocks of trials dealt to groups in turn; an estimate without each group in turn tells its error.
class TrialGroups {
 public:
  /// As many groups as there are blocks of trials, at most 20.
  explicit TrialGroups(std::uint64_t trials);
  /// 0 where the trials are too few for an error.
  std::size_t count() const { return count_; }
  /// Whether the trial stays where `left_out` is left out.
  bool keeps(std::size_t trial, std::size_t left_out) const;
  /// The values of the trials that stay.
  std::vector<double> without(std::size_t left_out, std::span<double const> by_trial) const;

 private:
  std::size_t count_ = 0;
};

/// Standard error of an estimate from what it is without each of n groups of equal size:
/// sqrt((n - 1) / n · sum of squared distances from their mean); `not_known` for fewer than two groups.
/// B. Efron, C. Stein (1981), Annals of Statistics 9, 586-596.
double jackknife_error(std::span<double const> without_each);

/// A figure and its jackknife error: `of` reads it from what all trials give, and from what they give without
/// each group.
template <class Estimate, class Of>
Figure jackknifed(std::string id, Unit unit, Estimate const& all, std::vector<Estimate> const& without_each,
                  Of const& of) {
  std::vector<double> each;
  for (Estimate const& estimate : without_each) each.push_back(of(estimate));
  return normal_figure(std::move(id), of(all), jackknife_error(each), unit);
}

}  // namespace plimsoll
