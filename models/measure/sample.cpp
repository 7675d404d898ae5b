#include "plimsoll/models/measure/sample.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"

namespace plimsoll {

namespace {

double square(double x) {
  return x * x;
}

double clamp_at_zero(double x) {
  return x > 0.0 ? x : 0.0;
}

}  // namespace

Sample::Sample(std::string id, Unit unit, std::span<double const> by_trial)
    : id_(std::move(id)), unit_(unit), by_trial_(by_trial.begin(), by_trial.end()), ordered_(by_trial_) {
  PLIMSOLL_EXPECT(!by_trial_.empty());
  PLIMSOLL_EXPECT(std::all_of(by_trial_.begin(), by_trial_.end(), [](double x) { return std::isfinite(x); }));
  std::sort(ordered_.begin(), ordered_.end());
  double const n = static_cast<double>(size());
  if (constant()) {  // the rounded mean of equal values need not equal them, and would leave a false spread
    mean_ = ordered_.front();
    return;
  }
  mean_ = ordered_sum(by_trial_) / n;
  deviation_ = std::sqrt(ordered_sum(by_trial_, [&](double x) { return square(x - mean_); }) / (n - 1.0));
  third_moment_ = ordered_sum(by_trial_, [&](double x) { return (x - mean_) * square(x - mean_); }) / n;
  fourth_moment_ = ordered_sum(by_trial_, [&](double x) { return square(square(x - mean_)); }) / n;
}

std::string Sample::name(std::string_view measure) const {
  return fmt::format("{}.{}", id_, measure);
}

Figure Sample::mean() const {
  double const error = size() > 1 ? deviation_ / std::sqrt(static_cast<double>(size())) : not_known;
  return normal_figure(name("mean"), mean_, error, unit_);
}

Figure Sample::standard_deviation() const {
  if (size() == 1) return {name("sd"), not_known, not_known, std::nullopt, unit_};
  if (deviation_ == 0.0) return normal_figure(name("sd"), 0.0, 0.0, unit_);
  double const excess = clamp_at_zero(fourth_moment_ - square(square(deviation_)));
  double const error = std::sqrt(excess / static_cast<double>(size())) / (2.0 * deviation_);
  return normal_figure(name("sd"), deviation_, error, unit_);
}

Figure Sample::mean_plus_deviations(double k) const {
  std::string id = name(fmt::format("mean_plus_{}_sd", k));
  if (size() == 1) return {std::move(id), not_known, not_known, std::nullopt, unit_};
  if (deviation_ == 0.0) return normal_figure(std::move(id), mean_, 0.0, unit_);
  double const of_deviation =
      clamp_at_zero(fourth_moment_ - square(square(deviation_))) / square(2.0 * deviation_);
  double const covariance = third_moment_ / (2.0 * deviation_);
  double const variance = clamp_at_zero(square(deviation_) + k * k * of_deviation + 2.0 * k * covariance);
  return normal_figure(std::move(id), mean_ + k * deviation_,
                       std::sqrt(variance / static_cast<double>(size())), unit_);
}

Figure Sample::percentile(double p) const {
  double const value = ordered_[percentile_rank(p, size()) - 1];
  std::string id = name(fmt::format("percentile_{}", level_text(p)));
  if (constant() && size() > 1) return normal_figure(std::move(id), value, 0.0, unit_);
  RankInterval const ranks = percentile_rank_interval(p, size());
  if (ranks.low == 0 || ranks.high > size()) return {std::move(id), value, not_known, std::nullopt, unit_};
  Interval const interval{ordered_[ranks.low - 1], ordered_[ranks.high - 1]};
  return {std::move(id), value, (interval.high - interval.low) / (2.0 * normal_95), interval, unit_};
}

Figure Sample::tail_value_at_risk(double p) const {
  double const at_risk = ordered_[percentile_rank(p, size()) - 1];
  std::string id = name(fmt::format("tvar_{}", level_text(p)));
  double const n = static_cast<double>(size());
  double const excess = ordered_sum(by_trial_, [&](double x) { return clamp_at_zero(x - at_risk); }) / n;
  double const value = at_risk + excess / (1.0 - p);
  auto const reached = ordered_.end() - std::lower_bound(ordered_.begin(), ordered_.end(), at_risk);
  if (reached < 2) return {std::move(id), value, not_known, std::nullopt, unit_};
  double const spread =
      ordered_sum(by_trial_, [&](double x) { return square(clamp_at_zero(x - at_risk) - excess); }) /
      (n - 1.0);
  return normal_figure(std::move(id), value, std::sqrt(spread / n) / (1.0 - p), unit_);
}

Figure Sample::probability_above(double x) const {
  auto const count = ordered_.end() - std::upper_bound(ordered_.begin(), ordered_.end(), x);
  return share_figure(name(fmt::format("probability_above_{}", x)), static_cast<std::size_t>(count), size());
}

Figure Sample::probability_below(double x) const {
  auto const count = std::lower_bound(ordered_.begin(), ordered_.end(), x) - ordered_.begin();
  return share_figure(name(fmt::format("probability_below_{}", x)), static_cast<std::size_t>(count), size());
}

template <class Keep>
Figure Sample::mean_if(std::string id, Keep const& keep) const {
  double const count = ordered_sum(by_trial_, [&](double x) { return keep(x) ? 1.0 : 0.0; });
  if (count == 0.0) return {std::move(id), not_known, not_known, std::nullopt, unit_};
  double const mean = ordered_sum(by_trial_, [&](double x) { return keep(x) ? x : 0.0; }) / count;
  if (count == 1.0) return {std::move(id), mean, not_known, std::nullopt, unit_};
  double const spread =
      ordered_sum(by_trial_, [&](double x) { return keep(x) ? square(x - mean) : 0.0; }) / (count - 1.0);
  return normal_figure(std::move(id), mean, std::sqrt(spread / count), unit_);
}

Figure Sample::mean_if_above(double x) const {
  return mean_if(name(fmt::format("mean_if_above_{}", x)), [x](double value) { return value > x; });
}

Figure Sample::mean_if_below(double x) const {
  return mean_if(name(fmt::format("mean_if_below_{}", x)), [x](double value) { return value < x; });
}

Figure Sample::expected_excess(double held) const {
  double const n = static_cast<double>(size());
  double const mean = ordered_sum(by_trial_, [&](double x) { return clamp_at_zero(x - held); }) / n;
  if (size() == 1) return {name("expected_excess"), mean, not_known, std::nullopt, unit_};
  double const spread =
      ordered_sum(by_trial_, [&](double x) { return square(clamp_at_zero(x - held) - mean); }) / (n - 1.0);
  return normal_figure(name("expected_excess"), mean, std::sqrt(spread / n), unit_);
}

Figure Sample::adequacy(double held) const {
  auto const count = std::upper_bound(ordered_.begin(), ordered_.end(), held) - ordered_.begin();
  return share_figure(name("adequacy"), static_cast<std::size_t>(count), size());
}

}  // namespace plimsoll
