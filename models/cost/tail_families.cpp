#include "plimsoll/models/cost/tail_families.hpp"

#include <cmath>

#include "infinity.hpp"
#include "power_integral.hpp"

namespace plimsoll {
namespace {

/// Excess over scale as the exponential amount of the same chance: P(X > x) = exp(-depth).
double depth_of(GpdSeverity const& law, double x) {
  double const t = (x - law.threshold) / law.scale;
  if (law.shape == 0.0) return t;
  return law.shape * t <= -1.0 ? infinity : std::log1p(law.shape * t) / law.shape;
}
double amount_at_depth(GpdSeverity const& law, double depth) {
  double const t = law.shape == 0.0 ? depth : std::expm1(law.shape * depth) / law.shape;
  return law.threshold + law.scale * t;
}

/// Integral of t · P(excess > t) over the excess from 0 to t, in units of the scale; by parts.
double first_moment_of_survival(GpdSeverity const& law, double t, double depth) {
  double const xi = law.shape;
  if (t < 1e-3) return t * t * (0.5 - t / 3.0 + (1.0 + xi) * t * t / 8.0);
  return (decay_integral(1.0 - 2.0 * xi, depth) - t * std::exp(-(1.0 - xi) * depth)) / (1.0 - xi);
}

/// E[min(excess, limit)^k].
double limited_excess(GpdSeverity const& law, int k, double limit) {
  double const xi = law.shape, scale = law.scale;
  double const depth = depth_of(law, law.threshold + limit);
  if (std::isinf(depth)) {
    if (k == 1) return xi < 1.0 ? scale / (1.0 - xi) : infinity;
    return xi < 0.5 ? 2.0 * scale * scale / ((1.0 - xi) * (1.0 - 2.0 * xi)) : infinity;
  }
  if (k == 1) return scale * decay_integral(1.0 - xi, depth);
  return 2.0 * scale * scale * first_moment_of_survival(law, limit / scale, depth);
}

GpdSeverity gpd_of(ParetoSeverity const& law) {
  return {law.threshold, law.threshold / law.index, 1.0 / law.index};
}
GpdSeverity gpd_of(LomaxSeverity const& law) {
  return {0.0, law.scale / law.index, 1.0 / law.index};
}
Gb2Severity gb2_of(BurrSeverity const& law) {
  return {law.scale, law.shape, 1.0, law.index};
}

}  // namespace

double GpdSeverity::mean() const {
  return limited(1, infinity);
}
double GpdSeverity::variance() const {
  if (shape >= 0.5) return infinity;
  double const excess = scale / (1.0 - shape);
  return excess * excess / (1.0 - 2.0 * shape);
}
double GpdSeverity::log_constant() const {
  return -std::log(scale);
}
double GpdSeverity::log_kernel(double x) const {
  return x < threshold ? -infinity : -(1.0 + shape) * depth_of(*this, x);
}
double GpdSeverity::cdf(double x) const {
  return x <= threshold ? 0.0 : -std::expm1(-depth_of(*this, x));
}
double GpdSeverity::survival(double x) const {
  return x <= threshold ? 1.0 : std::exp(-depth_of(*this, x));
}
double GpdSeverity::from_below(double u) const {
  return amount_at_depth(*this, -std::log1p(-u));
}
double GpdSeverity::from_above(double p) const {
  return amount_at_depth(*this, -std::log(p));
}
double GpdSeverity::limited(int k, double limit) const {
  if (limit <= threshold) return std::pow(limit, k);
  double const first = limited_excess(*this, 1, limit - threshold);
  if (k == 1) return threshold + first;
  double const cross = threshold > 0.0 ? threshold * (threshold + 2.0 * first) : 0.0;
  return cross + limited_excess(*this, 2, limit - threshold);
}
GpdSeverity GpdSeverity::scaled(double factor) const {
  return {threshold * factor, scale * factor, shape};
}

double ParetoSeverity::mean() const {
  return gpd_of(*this).mean();
}
double ParetoSeverity::variance() const {
  return gpd_of(*this).variance();
}
double ParetoSeverity::log_constant() const {
  return std::log(index / threshold);
}
double ParetoSeverity::log_kernel(double x) const {
  return x < threshold ? -infinity : (index + 1.0) * std::log(threshold / x);
}
double ParetoSeverity::cdf(double x) const {
  return gpd_of(*this).cdf(x);
}
double ParetoSeverity::survival(double x) const {
  return x <= threshold ? 1.0 : std::pow(threshold / x, index);
}
double ParetoSeverity::from_below(double u) const {
  return threshold * std::exp(-std::log1p(-u) / index);
}
double ParetoSeverity::from_above(double p) const {
  return threshold * std::exp(-std::log(p) / index);
}
double ParetoSeverity::limited(int k, double limit) const {
  return gpd_of(*this).limited(k, limit);
}
ParetoSeverity ParetoSeverity::scaled(double factor) const {
  return {threshold * factor, index};
}

double LomaxSeverity::mean() const {
  return gpd_of(*this).mean();
}
double LomaxSeverity::variance() const {
  return gpd_of(*this).variance();
}
double LomaxSeverity::log_constant() const {
  return std::log(index / scale);
}
double LomaxSeverity::log_kernel(double x) const {
  return -(index + 1.0) * std::log1p(x / scale);
}
double LomaxSeverity::cdf(double x) const {
  return -std::expm1(-index * std::log1p(x / scale));
}
double LomaxSeverity::survival(double x) const {
  return std::exp(-index * std::log1p(x / scale));
}
double LomaxSeverity::from_below(double u) const {
  return scale * std::expm1(-std::log1p(-u) / index);
}
double LomaxSeverity::from_above(double p) const {
  return scale * std::expm1(-std::log(p) / index);
}
double LomaxSeverity::limited(int k, double limit) const {
  return gpd_of(*this).limited(k, limit);
}
LomaxSeverity LomaxSeverity::scaled(double factor) const {
  return {scale * factor, index};
}

double BurrSeverity::mean() const {
  return gb2_of(*this).mean();
}
double BurrSeverity::variance() const {
  return gb2_of(*this).variance();
}
double BurrSeverity::log_constant() const {
  return std::log(shape * index);
}
double BurrSeverity::log_kernel(double x) const {
  double const power = shape * std::log(x / scale);
  return power - std::log(x) - (index + 1.0) * log_one_plus_exp(power);
}
double BurrSeverity::cdf(double x) const {
  return -std::expm1(-index * log_one_plus_exp(shape * std::log(x / scale)));
}
double BurrSeverity::survival(double x) const {
  return std::exp(-index * log_one_plus_exp(shape * std::log(x / scale)));
}
double BurrSeverity::from_below(double u) const {
  return scale * std::exp(log_expm1(-std::log1p(-u) / index) / shape);
}
double BurrSeverity::from_above(double p) const {
  return scale * std::exp(log_expm1(-std::log(p) / index) / shape);
}
double BurrSeverity::limited(int k, double limit) const {
  return gb2_of(*this).limited(k, limit);
}
BurrSeverity BurrSeverity::scaled(double factor) const {
  return {scale * factor, shape, index};
}

}  // namespace plimsoll
