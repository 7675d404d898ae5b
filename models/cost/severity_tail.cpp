#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "gamma_near_zero.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {
namespace {

double score_of(LognormalSeverity const& law, double x) {
  return (std::log(x) - law.mu) / law.sigma;
}

double survival_of(LognormalSeverity const& law, double x) {
  return normal_cdf(-score_of(law, x));
}
double survival_of(GammaSeverity const& law, double x) {
  return boost::math::gamma_q(law.shape, x / law.scale);
}
double survival_of(LognormalParetoSeverity const& law, double x) {
  if (x <= law.threshold) return survival_of(law.body(), x);
  return survival_of(law.body(), law.threshold) * std::pow(law.threshold / x, law.index);
}

double from_above(LognormalSeverity const& law, double p) {
  return std::exp(law.mu - law.sigma * normal_quantile(p));
}
double from_above(GammaSeverity const& law, double p) {
  return law.scale * quantile(complement(boost::math::gamma_distribution<>(law.shape, 1.0), p));
}
double from_above(LognormalParetoSeverity const& law, double p) {
  double const beyond = survival_of(law.body(), law.threshold);
  if (p >= beyond) return std::min(from_above(law.body(), p), law.threshold);
  return law.threshold * std::exp((std::log(beyond) - std::log(p)) / law.index);
}

double from_below(LognormalSeverity const& law, double u) {
  return std::exp(law.mu + law.sigma * normal_quantile(u));
}
double from_below(GammaSeverity const& law, double u) {
  double const log_x = log_quantile_near_zero(law.shape, u);
  if (log_x < log_of_smallest) return std::exp(std::log(law.scale) + log_x);
  return law.scale * quantile(boost::math::gamma_distribution<>(law.shape, 1.0), u);
}
double from_below(LognormalParetoSeverity const& law, double u) {
  if (1.0 - u < survival_of(law.body(), law.threshold)) return from_above(law, 1.0 - u);
  return std::min(from_below(law.body(), u), law.threshold);
}

// E[X^k; X <= limit] of a lognormal is its kth moment times Phi(z - k sigma), of a gamma its kth moment times
// P(shape + k, .): every term below is positive, so nothing cancels.
double limited_mean_of(LognormalSeverity const& law, double limit) {
  if (std::isinf(limit)) return mean(law);
  double const z = score_of(law, limit);
  return std::exp(law.mu + 0.5 * law.sigma * law.sigma) * normal_cdf(z - law.sigma) + limit * normal_cdf(-z);
}
double limited_mean_of(GammaSeverity const& law, double limit) {
  if (std::isinf(limit)) return mean(law);
  double const x = limit / law.scale;
  return law.shape * law.scale * boost::math::gamma_p(law.shape + 1.0, x) +
         limit * boost::math::gamma_q(law.shape, x);
}

double limited_second_of(LognormalSeverity const& law, double limit) {
  double const whole = std::exp(2.0 * (law.mu + law.sigma * law.sigma));
  if (std::isinf(limit)) return whole;
  double const z = score_of(law, limit);
  return whole * normal_cdf(z - 2.0 * law.sigma) + limit * limit * normal_cdf(-z);
}
double limited_second_of(GammaSeverity const& law, double limit) {
  double const whole = law.shape * (law.shape + 1.0) * law.scale * law.scale;
  if (std::isinf(limit)) return whole;
  double const x = limit / law.scale;
  return whole * boost::math::gamma_p(law.shape + 2.0, x) +
         limit * limit * boost::math::gamma_q(law.shape, x);
}

/// Integral of v^(-power - 1) over v from 1 to `ratio`, by way of expm1 since the power may be near 0.
double power_integral(double power, double ratio) {
  double const log_ratio = std::log(ratio);
  return power == 0.0 ? log_ratio : -std::expm1(-power * log_ratio) / power;
}

// Above the threshold E[min(X, limit)^k] grows by the integral of k x^(k-1) P(X > x).
double limited_mean_of(LognormalParetoSeverity const& law, double limit) {
  if (limit <= law.threshold) return limited_mean_of(law.body(), limit);
  return limited_mean_of(law.body(), law.threshold) +
         survival_of(law.body(), law.threshold) * law.threshold *
             power_integral(law.index - 1.0, limit / law.threshold);
}
double limited_second_of(LognormalParetoSeverity const& law, double limit) {
  if (limit <= law.threshold) return limited_second_of(law.body(), limit);
  double const beyond = survival_of(law.body(), law.threshold);
  double const below = limited_second_of(law.body(), law.threshold);
  if (beyond == 0.0) return below;
  return below + 2.0 * beyond * law.threshold * law.threshold *
                     power_integral(law.index - 2.0, limit / law.threshold);
}

}  // namespace

double survival(SeverityLaw const& law, double dollars) {
  if (!(dollars > 0.0)) return 1.0;
  return std::visit([dollars](auto const& l) { return survival_of(l, dollars); }, law);
}

double quantile(SeverityLaw const& law, double u) {
  PLIMSOLL_EXPECT(u > 0.0 && u < 1.0);
  return std::visit([u](auto const& l) { return from_below(l, u); }, law);
}

double quantile_of_survival(SeverityLaw const& law, double p) {
  PLIMSOLL_EXPECT(p > 0.0 && p < 1.0);
  return std::visit([p](auto const& l) { return from_above(l, p); }, law);
}

double limited_mean(SeverityLaw const& law, double limit) {
  PLIMSOLL_EXPECT(limit >= 0.0);
  return std::visit([limit](auto const& l) { return limited_mean_of(l, limit); }, law);
}

double limited_second_moment(SeverityLaw const& law, double limit) {
  PLIMSOLL_EXPECT(limit >= 0.0);
  return std::visit([limit](auto const& l) { return limited_second_of(l, limit); }, law);
}

}  // namespace plimsoll
