#include "plimsoll/models/cost/severity_families.hpp"

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>

#include "gamma_near_zero.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

// Boost would take long doubles, which are of another width on another machine and cost five times as much;
// tables ask for a hundred thousand of these (docs/decisions/0076).
namespace policies = boost::math::policies;
using InDoubles = policies::policy<policies::promote_double<false>>;
using UnitGamma = boost::math::gamma_distribution<double, InDoubles>;

double gamma_p(double shape, double x) {
  return boost::math::gamma_p(shape, x, InDoubles());
}
double gamma_q(double shape, double x) {
  return boost::math::gamma_q(shape, x, InDoubles());
}

double const half_log_two_pi = 0.5 * std::log(2.0 * std::numbers::pi);

double score_of(LognormalSeverity const& law, double x) {
  return (std::log(x) - law.mu) / law.sigma;
}

}  // namespace

double LognormalSeverity::mean() const {
  return std::exp(mu + 0.5 * sigma * sigma);
}
double LognormalSeverity::variance() const {
  double const m = mean();
  return m * m * std::expm1(sigma * sigma);
}
double LognormalSeverity::log_constant() const {
  return -std::log(sigma) - half_log_two_pi;
}
double LognormalSeverity::log_kernel(double x) const {
  double const log_x = std::log(x), z = (log_x - mu) / sigma;
  return -0.5 * z * z - log_x;
}
double LognormalSeverity::cdf(double x) const {
  return 0.5 * std::erfc((mu - std::log(x)) / (sigma * std::numbers::sqrt2));
}
double LognormalSeverity::survival(double x) const {
  return normal_cdf(-score_of(*this, x));
}
double LognormalSeverity::from_below(double u) const {
  return std::exp(mu + sigma * normal_quantile(u));
}
double LognormalSeverity::from_above(double p) const {
  return std::exp(mu - sigma * normal_quantile(p));
}
// E[X^k; X <= limit] is the kth moment times Phi(z - k sigma), of a gamma times P(shape + k, .), of a Weibull
// times P(1 + k / shape, .): every term below is positive, so nothing cancels.
double LognormalSeverity::limited(int k, double limit) const {
  double const whole = k == 1 ? mean() : std::exp(2.0 * (mu + sigma * sigma));
  if (std::isinf(limit)) return whole;
  double const z = score_of(*this, limit);
  return whole * normal_cdf(z - k * sigma) + (k == 1 ? limit : limit * limit) * normal_cdf(-z);
}
LognormalSeverity LognormalSeverity::scaled(double factor) const {
  return {mu + std::log(factor), sigma};
}

double GammaSeverity::mean() const {
  return shape * scale;
}
double GammaSeverity::variance() const {
  return shape * scale * scale;
}
double GammaSeverity::log_constant() const {
  return -shape * std::log(scale) - boost::math::lgamma(shape);
}
double GammaSeverity::log_kernel(double x) const {
  return (shape - 1.0) * std::log(x) - x / scale;
}
double GammaSeverity::cdf(double x) const {
  return gamma_p(shape, x / scale);
}
double GammaSeverity::survival(double x) const {
  return gamma_q(shape, x / scale);
}
double GammaSeverity::from_below(double u) const {
  double const log_x = log_quantile_near_zero(shape, u);
  if (log_x < log_of_smallest) return std::exp(std::log(scale) + log_x);
  return scale * quantile(UnitGamma(shape, 1.0), u);
}
double GammaSeverity::from_above(double p) const {
  return scale * quantile(complement(UnitGamma(shape, 1.0), p));
}
double GammaSeverity::limited(int k, double limit) const {
  double const whole = k == 1 ? mean() : shape * (shape + 1.0) * scale * scale;
  if (std::isinf(limit)) return whole;
  double const x = limit / scale;
  return whole * gamma_p(shape + k, x) + (k == 1 ? limit : limit * limit) * gamma_q(shape, x);
}
GammaSeverity GammaSeverity::scaled(double factor) const {
  return {shape, scale * factor};
}

double WeibullSeverity::mean() const {
  return scale * std::tgamma(1.0 + 1.0 / shape);
}
double WeibullSeverity::variance() const {
  double const m = mean();
  return scale * scale * std::tgamma(1.0 + 2.0 / shape) - m * m;
}
double WeibullSeverity::log_constant() const {
  return std::log(shape) - shape * std::log(scale);
}
double WeibullSeverity::log_kernel(double x) const {
  return (shape - 1.0) * std::log(x) - std::pow(x / scale, shape);
}
double WeibullSeverity::cdf(double x) const {
  return -std::expm1(-std::pow(x / scale, shape));
}
double WeibullSeverity::survival(double x) const {
  return std::exp(-std::pow(x / scale, shape));
}
double WeibullSeverity::from_below(double u) const {
  return scale * std::pow(-std::log1p(-u), 1.0 / shape);
}
double WeibullSeverity::from_above(double p) const {
  return scale * std::pow(-std::log(p), 1.0 / shape);
}
double WeibullSeverity::limited(int k, double limit) const {
  double const whole = std::pow(scale, k) * std::tgamma(1.0 + k / shape);
  if (std::isinf(limit)) return whole;
  double const y = std::pow(limit / scale, shape);
  return whole * gamma_p(1.0 + k / shape, y) + std::pow(limit, k) * std::exp(-y);
}
WeibullSeverity WeibullSeverity::scaled(double factor) const {
  return {shape, scale * factor};
}

}  // namespace plimsoll
