#include "plimsoll/models/reserve/reserve.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {

namespace {

double square(double x) {
  return x * x;
}

/// factor * figure, error and interval with it; factor > 0 and exact.
Figure scaled(Figure const& figure, double factor, std::string id, Unit unit) {
  if (figure.std_error == 0.0 && !figure.interval)
    return exact_figure(std::move(id), factor * figure.value, unit);
  Figure result{std::move(id), factor * figure.value, factor * figure.std_error, std::nullopt, unit};
  if (figure.interval)
    result.interval = Interval{factor * figure.interval->low, factor * figure.interval->high};
  return result;
}

Figure reserve_figure(Sample const& owed, Figure const& maximum, ReserveRule const& rule) {
  switch (rule.policy) {
    case ReservePolicy::mean: return owed.mean();
    case ReservePolicy::percentile: return owed.percentile(rule.level);
    case ReservePolicy::tvar: return owed.tail_value_at_risk(rule.level);
    case ReservePolicy::mean_plus_sd: return owed.mean_plus_deviations(rule.level);
    case ReservePolicy::share_of_maximum: break;
  }
  if (!std::isfinite(maximum.value))
    throw ModelError(
        "a reserve as a share of the maximum needs a contract with a loss cap (this one has none)");
  return scaled(maximum, rule.level, {}, owed.unit());
}

/// Error of VaR - mean. The percentile moves with the indicator of X > v, the mean with X; their correlation
/// is that of the two influence functions, so only the percentile's own error is needed, not the density at
/// v.
double percentile_margin_error(Sample const& owed, Figure const& at_risk) {
  double const of_mean = owed.mean().std_error;
  double const of_percentile = at_risk.std_error;
  if (of_percentile == 0.0 || of_mean == 0.0) return of_mean + of_percentile;
  auto const above = [&](double x) { return x > at_risk.value ? 1.0 : 0.0; };
  if (owed.has_design()) {
    auto const itself = [](double x) { return x; };
    double const errors = std::sqrt(owed.covariance(above, above) * owed.covariance(itself, itself));
    double const together =
        errors > 0.0 ? std::clamp(owed.covariance(above, itself) / errors, -1.0, 1.0) : 0.0;
    return std::sqrt(square(of_mean) + square(of_percentile) - 2.0 * together * of_mean * of_percentile);
  }
  double const n = static_cast<double>(owed.size());
  double const mean = owed.mean().value;
  double const share = ordered_sum(owed.by_trial(), above) / n;
  double const spread = owed.standard_deviation().value * std::sqrt(share * (1.0 - share));
  double const covariance = ordered_sum(owed.by_trial(), [&](double x) { return above(x) * (x - mean); }) / n;
  double const correlation = spread > 0.0 ? std::clamp(covariance / spread, -1.0, 1.0) : 0.0;
  return std::sqrt(square(of_mean) + square(of_percentile) - 2.0 * correlation * of_mean * of_percentile);
}

/// Error of TVaR - mean: that of the average of max(0, x - v) / (1 - p) - x, with v as good as fixed.
double tvar_margin_error(Sample const& owed, double level) {
  double const at_risk = owed.percentile(level).value;
  auto const part = [&](double x) { return std::max(0.0, x - at_risk) / (1.0 - level) - x; };
  if (owed.has_design()) return std::sqrt(owed.covariance(part, part));
  double const n = static_cast<double>(owed.size());
  double const mean = ordered_sum(owed.by_trial(), part) / n;
  double const spread = ordered_sum(owed.by_trial(), [&](double x) { return square(part(x) - mean); });
  return std::sqrt(spread / (n - 1.0) / n);
}

Figure margin_figure(Sample const& owed, Figure const& reserve, ReserveRule const& rule, std::string id) {
  Figure const mean = owed.mean();
  double const value = reserve.value - mean.value;
  if (rule.policy == ReservePolicy::mean) return exact_figure(std::move(id), 0.0, owed.unit());
  if (!std::isfinite(reserve.std_error) || !std::isfinite(mean.std_error))
    return {std::move(id), value, not_known, std::nullopt, owed.unit()};
  double error =
      mean.std_error + reserve.std_error;  // two figures of unknown correlation: the most it can be
  if (rule.policy == ReservePolicy::percentile) error = percentile_margin_error(owed, reserve);
  if (rule.policy == ReservePolicy::tvar) error = tvar_margin_error(owed, rule.level);
  if (rule.policy == ReservePolicy::mean_plus_sd) error = rule.level * owed.standard_deviation().std_error;
  Figure margin = normal_figure(std::move(id), value, error, owed.unit());
  if (margin.interval && owed.has_design())
    margin.interval = Interval{value - owed.reach() * error, value + owed.reach() * error};
  return margin;
}

Figure share_of(Figure const& maximum, Figure const& reserve, ReserveRule const& rule, std::string id) {
  if (!std::isfinite(maximum.value) || maximum.value <= 0.0)
    return {std::move(id), not_known, not_known, std::nullopt, Unit::fraction};
  if (rule.policy == ReservePolicy::share_of_maximum)
    return exact_figure(std::move(id), rule.level, Unit::fraction);
  if (maximum.std_error == 0.0) return scaled(reserve, 1.0 / maximum.value, std::move(id), Unit::fraction);
  double const share = reserve.value / maximum.value;
  return normal_figure(std::move(id), share, (reserve.std_error + share * maximum.std_error) / maximum.value,
                       Unit::fraction);
}

}  // namespace

std::string_view name_of(ReservePolicy policy) {
  switch (policy) {
    case ReservePolicy::mean: return "mean";
    case ReservePolicy::percentile: return "percentile";
    case ReservePolicy::tvar: return "tvar";
    case ReservePolicy::mean_plus_sd: return "mean_plus_sd";
    case ReservePolicy::share_of_maximum: return "share_of_maximum";
  }
  return "mean";
}

bool is_valid(ReserveRule const& rule) {
  switch (rule.policy) {
    case ReservePolicy::mean: return true;
    case ReservePolicy::percentile:
    case ReservePolicy::tvar: return rule.level > 0.0 && rule.level < 1.0;
    case ReservePolicy::mean_plus_sd: return rule.level >= 0.0 && std::isfinite(rule.level);
    case ReservePolicy::share_of_maximum: return rule.level > 0.0 && rule.level <= 1.0;
  }
  return false;
}

std::string name_of(ReserveRule const& rule) {
  switch (rule.policy) {
    case ReservePolicy::mean: break;
    case ReservePolicy::percentile: return "percentile " + level_text(rule.level);
    case ReservePolicy::tvar: return "tvar " + level_text(rule.level);
    case ReservePolicy::mean_plus_sd: return fmt::format("mean + {} sd", rule.level);
    case ReservePolicy::share_of_maximum: return "share of maximum " + level_text(rule.level);
  }
  return "mean";
}

std::vector<double> amounts_owed(std::span<double const> settlement) {
  std::vector<double> owed(settlement.size());
  std::transform(settlement.begin(), settlement.end(), owed.begin(),
                 [](double z) { return z < 0.0 ? -z : 0.0; });
  return owed;
}

ReserveLine size_reserve(std::span<double const> owed, Figure const& maximum, ReserveRule rule,
                         std::string const& id, SharedDesign design) {
  PLIMSOLL_EXPECT(is_valid(rule));
  PLIMSOLL_EXPECT(std::all_of(owed.begin(), owed.end(), [](double x) { return x >= 0.0; }));
  Sample const sample(id, Unit::dollars, owed, std::move(design));
  Figure const reserve = renamed(reserve_figure(sample, maximum, rule), id + ".reserve");
  return {rule,
          reserve,
          renamed(sample.mean(), id + ".best_estimate"),
          margin_figure(sample, reserve, rule, id + ".margin"),
          renamed(sample.adequacy(reserve.value), id + ".adequacy"),
          renamed(sample.expected_excess(reserve.value), id + ".expected_deficit"),
          maximum,
          share_of(maximum, reserve, rule, id + ".share_of_maximum")};
}

}  // namespace plimsoll
