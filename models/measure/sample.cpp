#include "plimsoll/models/measure/sample.hpp"

#include <fmt/format.h>

#include "designed_values.hpp"
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

Sample::Sample(std::string id, Unit unit, std::span<double const> by_trial, SharedDesign design)
    : id_(std::move(id)), unit_(unit), by_trial_(by_trial.begin(), by_trial.end()), ordered_(by_trial_) {
  PLIMSOLL_EXPECT(!by_trial_.empty());
  PLIMSOLL_EXPECT(std::all_of(by_trial_.begin(), by_trial_.end(), [](double x) { return std::isfinite(x); }));
  std::sort(ordered_.begin(), ordered_.end());
  if (design) designed_ = std::make_shared<DesignedValues const>(by_trial_, std::move(design));
  double const n = static_cast<double>(size());
  if (constant()) {  // the rounded mean of equal values need not equal them, and would leave a false spread
    mean_ = ordered_.front();
    return;
  }
  if (designed_) {
    mean_ = designed_->average([](double x) { return x; });
    double const variance = designed_->average([&](double x) { return square(x - mean_); });
    deviation_ = std::sqrt(clamp_at_zero(variance) * n / (n - 1.0));
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
  if (designed_)
    return designed_->figure(
        name("mean"), mean_, [&](double x) { return x - mean_; }, unit_);
  double const error = size() > 1 ? deviation_ / std::sqrt(static_cast<double>(size())) : not_known;
  return normal_figure(name("mean"), mean_, error, unit_);
}

Figure Sample::standard_deviation() const {
  if (size() == 1) return {name("sd"), not_known, not_known, std::nullopt, unit_};
  if (deviation_ == 0.0) return normal_figure(name("sd"), 0.0, 0.0, unit_);
  if (designed_) {
    auto const influence = [&](double x) {
      return (square(x - mean_) - square(deviation_)) / (2.0 * deviation_);
    };
    return designed_->figure(name("sd"), deviation_, influence, unit_);
  }
  double const excess = clamp_at_zero(fourth_moment_ - square(square(deviation_)));
  double const error = std::sqrt(excess / static_cast<double>(size())) / (2.0 * deviation_);
  return normal_figure(name("sd"), deviation_, error, unit_);
}

Figure Sample::mean_plus_deviations(double k) const {
  std::string id = name(fmt::format("mean_plus_{}_sd", k));
  if (size() == 1) return {std::move(id), not_known, not_known, std::nullopt, unit_};
  if (deviation_ == 0.0) return normal_figure(std::move(id), mean_, 0.0, unit_);
  if (designed_) {
    auto const influence = [&](double x) {
      return x - mean_ + k * (square(x - mean_) - square(deviation_)) / (2.0 * deviation_);
    };
    return designed_->figure(std::move(id), mean_ + k * deviation_, influence, unit_);
  }
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
  if (designed_) return designed_->percentile(std::move(id), p, unit_);
  RankInterval const ranks = percentile_rank_interval(p, size());
  if (ranks.low == 0 || ranks.high > size()) return {std::move(id), value, not_known, std::nullopt, unit_};
  Interval const interval{ordered_[ranks.low - 1], ordered_[ranks.high - 1]};
  return {std::move(id), value, (interval.high - interval.low) / (2.0 * normal_95), interval, unit_};
}

Figure Sample::tail_value_at_risk(double p) const {
  double const at_risk = designed_ ? percentile(p).value : ordered_[percentile_rank(p, size()) - 1];
  std::string id = name(fmt::format("tvar_{}", level_text(p)));
  double const n = static_cast<double>(size());
  double const excess = average([&](double x) { return clamp_at_zero(x - at_risk); });
  double const value = at_risk + excess / (1.0 - p);
  auto const reached = ordered_.end() - std::lower_bound(ordered_.begin(), ordered_.end(), at_risk);
  if (reached < 2) return {std::move(id), value, not_known, std::nullopt, unit_};
  if (designed_) {
    auto const influence = [&](double x) { return (clamp_at_zero(x - at_risk) - excess) / (1.0 - p); };
    return designed_->figure(std::move(id), value, influence, unit_);
  }
  double const spread =
      ordered_sum(by_trial_, [&](double x) { return square(clamp_at_zero(x - at_risk) - excess); }) /
      (n - 1.0);
  return normal_figure(std::move(id), value, std::sqrt(spread / n) / (1.0 - p), unit_);
}

template <class Keep>
Figure Sample::share(std::string id, Keep const& keep) const {
  if (designed_) return designed_->share(std::move(id), keep);
  auto const count = std::count_if(by_trial_.begin(), by_trial_.end(), keep);
  return share_figure(std::move(id), static_cast<std::size_t>(count), size());
}

Figure Sample::probability_above(double x) const {
  return share(name(fmt::format("probability_above_{}", x)), [x](double value) { return value > x; });
}

Figure Sample::probability_below(double x) const {
  return share(name(fmt::format("probability_below_{}", x)), [x](double value) { return value < x; });
}

Figure Sample::probability_of(double x) const {
  return share(name(fmt::format("probability_of_{}", x)), [x](double value) { return value == x; });
}

template <class Keep>
Figure Sample::mean_if(std::string id, Keep const& keep) const {
  double const count = ordered_sum(by_trial_, [&](double x) { return keep(x) ? 1.0 : 0.0; });
  if (count == 0.0) return {std::move(id), not_known, not_known, std::nullopt, unit_};
  if (designed_) {
    double const kept = average([&](double x) { return keep(x) ? 1.0 : 0.0; });
    if (kept <= 0.0) return {std::move(id), not_known, not_known, std::nullopt, unit_};
    double const mean_kept = average([&](double x) { return keep(x) ? x : 0.0; }) / kept;
    if (count == 1.0) return {std::move(id), mean_kept, not_known, std::nullopt, unit_};
    auto const influence = [&](double x) { return keep(x) ? (x - mean_kept) / kept : 0.0; };
    return designed_->figure(std::move(id), mean_kept, influence, unit_);
  }
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
  double const mean = average([&](double x) { return clamp_at_zero(x - held); });
  if (size() == 1) return {name("expected_excess"), mean, not_known, std::nullopt, unit_};
  if (designed_) {
    auto const influence = [&](double x) { return clamp_at_zero(x - held) - mean; };
    return designed_->figure(name("expected_excess"), mean, influence, unit_);
  }
  double const spread =
      ordered_sum(by_trial_, [&](double x) { return square(clamp_at_zero(x - held) - mean); }) / (n - 1.0);
  return normal_figure(name("expected_excess"), mean, std::sqrt(spread / n), unit_);
}

Figure Sample::adequacy(double held) const {
  return share(name("adequacy"), [held](double value) { return value <= held; });
}

double Sample::reach() const {
  return designed_ ? designed_->reach() : normal_95;
}

double Sample::average(Transform const& f) const {
  if (designed_) return designed_->average(f);
  return ordered_sum(by_trial_, f) / static_cast<double>(size());
}

double Sample::covariance(Transform const& f, Transform const& g) const {
  double const n = static_cast<double>(size());
  double const of_f = average(f), of_g = average(g);
  auto const centred_f = [&](double x) { return f(x) - of_f; };
  auto const centred_g = [&](double x) { return g(x) - of_g; };
  if (designed_) return designed_->covariance(centred_f, centred_g);
  return ordered_sum(by_trial_, [&](double x) { return centred_f(x) * centred_g(x); }) / (n - 1.0) / n;
}

}  // namespace plimsoll
