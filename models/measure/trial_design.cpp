#include "plimsoll/models/measure/trial_design.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"

namespace plimsoll {
namespace {

/// Groups from which Student's t is as good as the normal law: their 97.5 % points differ by 0.6 %.
constexpr std::size_t many_groups = 200;

template <class Value>
std::vector<Value> picked(std::vector<Value> const& values, std::span<std::size_t const> kept) {
  std::vector<Value> result;
  if (values.empty()) return result;
  result.reserve(kept.size());
  for (std::size_t position : kept) result.push_back(values.at(position));
  return result;
}

}  // namespace

SharedDesign part_of(SharedDesign const& design, std::span<std::size_t const> kept) {
  if (!design) return nullptr;
  return std::make_shared<TrialDesign const>(
      TrialDesign{picked(design->weight, kept), picked(design->group, kept)});
}

double effective_trials(std::span<double const> weights) {
  double const sum = ordered_sum(weights);
  double const squares = ordered_sum(weights, [](double w) { return w * w; });
  return squares > 0.0 ? sum * sum / squares : 0.0;
}

DesignedAverages::DesignedAverages(TrialDesign const& design, std::size_t values)
    : design_(&design), values_(values), groups_(values), reach_(normal_95) {
  PLIMSOLL_EXPECT(design.weight.empty() || design.weight.size() == values);
  PLIMSOLL_EXPECT(design.group.empty() || design.group.size() == values);
  total_ = ordered_sum_of(0, values, [&](std::size_t i) { return weight(i); });
  PLIMSOLL_EXPECT(std::isfinite(total_) && total_ > 0.0);
  if (design.group.empty()) return;
  group_numbers_ = *std::max_element(design.group.begin(), design.group.end()) + std::size_t{1};
  std::vector<bool> seen(group_numbers_);
  for (std::uint32_t group : design.group) seen[group] = true;
  groups_ = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
  if (groups_ > 1 && groups_ < many_groups)
    reach_ = boost::math::quantile(boost::math::students_t(static_cast<double>(groups_ - 1)), 0.975);
}

double DesignedAverages::average(Term const& term) const {
  return ordered_sum_of(0, values_, [&](std::size_t i) { return weight(i) * term(i); }) / total_;
}

std::vector<double> DesignedAverages::group_sums(Term const& term) const {
  std::vector<double> sums(design_->group.empty() ? values_ : group_numbers_);
  for (std::size_t i = 0; i < values_; ++i)
    sums[design_->group.empty() ? i : design_->group[i]] += weight(i) * term(i);
  return sums;
}

double DesignedAverages::covariance(Term const& a, Term const& b) const {
  if (groups_ < 2) return std::numeric_limits<double>::quiet_NaN();
  std::vector<double> const of_a = group_sums(a), of_b = group_sums(b);
  double const products =
      ordered_sum_of(0, of_a.size(), [&](std::size_t group) { return of_a[group] * of_b[group]; });
  double const groups = static_cast<double>(groups_);
  return groups / (groups - 1.0) * products / (total_ * total_);
}

double DesignedAverages::error(Term const& centred) const {
  if (groups_ < 2) return not_known;
  std::vector<double> const sums = group_sums(centred);
  double const squares = ordered_sum(sums, [](double sum) { return sum * sum; });
  double const groups = static_cast<double>(groups_);
  return std::sqrt(groups / (groups - 1.0) * squares) / total_;
}

}  // namespace plimsoll
