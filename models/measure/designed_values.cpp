#include "designed_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// A share that misses p by rounding alone counts as p.
constexpr double share_slack = 1e-12;

}  // namespace

DesignedValues::DesignedValues(std::span<double const> values, SharedDesign design)
    : values_(values.begin(), values.end()), design_(std::move(design)), averages_(*design_, values_.size()) {
  std::vector<std::size_t> order(values_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values_[a] < values_[b]; });
  double weight = 0.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    weight += averages_.weight(order[i]);
    if (i + 1 < order.size() && values_[order[i]] == values_[order[i + 1]]) continue;
    steps_.push_back(values_[order[i]]);
    shares_.push_back(weight / averages_.total_weight());
  }
}

double DesignedValues::average(Transform const& of) const {
  return averages_.average([&](std::size_t i) { return of(values_[i]); });
}

double DesignedValues::covariance(Transform const& a, Transform const& b) const {
  return averages_.covariance([&](std::size_t i) { return a(values_[i]); },
                              [&](std::size_t i) { return b(values_[i]); });
}

Figure DesignedValues::figure(std::string id, double value, Transform const& influence, Unit unit) const {
  double const error = averages_.error([&](std::size_t i) { return influence(values_[i]); });
  if (!std::isfinite(value) || !std::isfinite(error))
    return {std::move(id), value, not_known, std::nullopt, unit};
  double const half = averages_.reach() * error;
  return {std::move(id), value, error, Interval{value - half, value + half}, unit};
}

Figure DesignedValues::share(std::string id, Keep const& keep) const {
  double const raw = average([&](double x) { return keep(x) ? 1.0 : 0.0; });
  double const share = std::clamp(raw, 0.0, 1.0);
  double const error = averages_.error([&](std::size_t i) { return (keep(values_[i]) ? 1.0 : 0.0) - raw; });
  if (!std::isfinite(error)) return {std::move(id), share, not_known, std::nullopt, Unit::fraction};
  double const all = design_->weight.empty() ? static_cast<double>(values_.size())
                                             : std::max(1.0, effective_trials(design_->weight));
  double const spread = share * (1.0 - share);
  double const alike = spread > 0.0 && error > 0.0 ? spread / (error * error) : all;
  return share_figure(std::move(id), share, alike, averages_.reach());
}

// Where negative weights make the share go up and down, the first and the last crossing differ; the value
// half-way between them has no bias to either side.
double DesignedValues::value_at(double share) const {
  auto const reached = [&](double up_to) { return up_to >= share - share_slack; };
  auto const first = std::find_if(shares_.begin(), shares_.end(), reached);
  auto const last = std::find_if_not(shares_.rbegin(), std::make_reverse_iterator(first), reached).base();
  auto const position = (first - shares_.begin()) + (last - first) / 2;
  return steps_[std::min(static_cast<std::size_t>(position), steps_.size() - 1)];
}

Figure DesignedValues::percentile(std::string id, double p, Unit unit) const {
  double const value = value_at(p);
  double const share = average([&](double x) { return x <= value ? 1.0 : 0.0; });
  double const error =
      averages_.error([&](std::size_t i) { return (values_[i] <= value ? 1.0 : 0.0) - share; });
  double const low = p - averages_.reach() * error, high = p + averages_.reach() * error;
  if (!std::isfinite(error) || low <= 0.0 || high >= 1.0)
    return {std::move(id), value, not_known, std::nullopt, unit};
  Interval const interval{std::min(value, value_at(low)), std::max(value, value_at(high))};
  return {std::move(id), value, (interval.high - interval.low) / (2.0 * averages_.reach()), interval, unit};
}

}  // namespace plimsoll
