#include "plimsoll/models/cost/spliced_families.hpp"

#include <algorithm>
#include <cmath>

#include "infinity.hpp"
#include "mills_ratio.hpp"
#include "plimsoll/core/normal.hpp"
#include "power_integral.hpp"

namespace plimsoll {
namespace {

/// What a Pareto tail of this chance adds to E[min(X, limit)^k] above its threshold: the integral of
/// k x^(k-1) P(X > x).
double added_by_tail(double chance, double threshold, double index, int k, double limit) {
  if (chance == 0.0) return 0.0;
  return k * chance * std::pow(threshold, k) * power_integral(index - k, limit / threshold);
}

}  // namespace

double LognormalParetoSeverity::mean() const {
  return limited(1, infinity);
}
double LognormalParetoSeverity::variance() const {
  double const m = mean();
  return limited(2, infinity) - m * m;
}
double LognormalParetoSeverity::log_kernel(double x) const {
  if (x <= threshold) return body().log_constant() + body().log_kernel(x);
  return std::log(survival(x)) + std::log(index / x);
}
double LognormalParetoSeverity::cdf(double x) const {
  return x <= threshold ? body().cdf(x) : 1.0 - survival(x);
}
double LognormalParetoSeverity::survival(double x) const {
  if (x <= threshold) return body().survival(x);
  return body().survival(threshold) * std::pow(threshold / x, index);
}
double LognormalParetoSeverity::from_below(double u) const {
  if (1.0 - u < body().survival(threshold)) return from_above(1.0 - u);
  return std::min(body().from_below(u), threshold);
}
double LognormalParetoSeverity::from_above(double p) const {
  double const beyond = body().survival(threshold);
  if (p >= beyond) return std::min(body().from_above(p), threshold);
  return threshold * std::exp((std::log(beyond) - std::log(p)) / index);
}
double LognormalParetoSeverity::limited(int k, double limit) const {
  if (limit <= threshold) return body().limited(k, limit);
  return body().limited(k, threshold) + added_by_tail(body().survival(threshold), threshold, index, k, limit);
}
LognormalParetoSeverity LognormalParetoSeverity::scaled(double factor) const {
  return {mu + std::log(factor), sigma, threshold * factor, index};
}

double SmoothLognormalParetoSeverity::score() const {
  return (std::log(threshold) - mu) / sigma;
}
// With φ(z) / Φ(z) as a whole, which does not underflow.
double SmoothLognormalParetoSeverity::chance_above() const {
  double const hazard = 1.0 / mills_ratio(-score());
  return hazard / (hazard + index * sigma);
}
double SmoothLognormalParetoSeverity::body_factor() const {
  double const z = score();
  return index * sigma / (1.0 / mills_ratio(-z) + index * sigma) / normal_cdf(z);
}
double SmoothLognormalParetoSeverity::mean() const {
  return limited(1, infinity);
}
double SmoothLognormalParetoSeverity::variance() const {
  double const m = mean();
  return limited(2, infinity) - m * m;
}
double SmoothLognormalParetoSeverity::log_constant() const {
  return std::log(body_factor()) + body().log_constant();
}
double SmoothLognormalParetoSeverity::log_kernel(double x) const {
  if (x <= threshold) return body().log_kernel(x);
  return body().log_kernel(threshold) - (index + 1.0) * std::log(x / threshold);
}
double SmoothLognormalParetoSeverity::cdf(double x) const {
  return x <= threshold ? body_factor() * body().cdf(x) : 1.0 - survival(x);
}
double SmoothLognormalParetoSeverity::survival(double x) const {
  if (x <= threshold) return 1.0 - body_factor() * body().cdf(x);
  return chance_above() * std::pow(threshold / x, index);
}
double SmoothLognormalParetoSeverity::from_below(double u) const {
  double const above = chance_above();
  if (1.0 - u < above) return from_above(1.0 - u);
  return std::min(body().from_below(std::min(u / body_factor(), 1.0 - 1e-16)), threshold);
}
double SmoothLognormalParetoSeverity::from_above(double p) const {
  double const above = chance_above();
  if (p >= above) return from_below(1.0 - p);
  return threshold * std::exp((std::log(above) - std::log(p)) / index);
}
double SmoothLognormalParetoSeverity::limited(int k, double limit) const {
  double const last = std::min(limit, threshold);
  // Of the lognormal, what lies below only; the rest of the law is at `last` or more.
  double const below = body().limited(k, last) - std::pow(last, k) * body().survival(last);
  double const so_far = body_factor() * below + std::pow(last, k) * survival(last);
  return limit <= threshold ? so_far : so_far + added_by_tail(chance_above(), threshold, index, k, limit);
}
SmoothLognormalParetoSeverity SmoothLognormalParetoSeverity::scaled(double factor) const {
  return {mu + std::log(factor), sigma, threshold * factor, index};
}

}  // namespace plimsoll
