#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <numbers>

#include "mills_ratio.hpp"
#include "plimsoll/models/cost/severity_families.hpp"
#include "solve_log_amount.hpp"

namespace plimsoll {
namespace {

/// The two normal scores a distribution function is made of: F(x) = Phi(low) + exp(2 shape / mu) Phi(-high),
/// and exp(2 shape / mu) phi(high) = phi(low), so that no factor overflows.
struct Scores {
  double low, high;
};
Scores scores_of(InverseGaussianSeverity const& law, double x) {
  double const root = std::sqrt(law.shape / x);
  return {root * (x / law.mu - 1.0), root * (x / law.mu + 1.0)};
}

double normal_density(double z) {
  return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
}

/// E[X; X <= x] over mu: Phi(low) - exp(2 shape / mu) Phi(-high).
double share_below(Scores z) {
  if (z.low < 0.0) return normal_density(z.low) * (mills_ratio(-z.low) - mills_ratio(z.high));
  return 1.0 - normal_density(z.low) * (mills_ratio(z.low) + mills_ratio(z.high));
}

}  // namespace

double InverseGaussianSeverity::mean() const {
  return mu;
}
double InverseGaussianSeverity::variance() const {
  return mu * mu * mu / shape;
}
double InverseGaussianSeverity::log_constant() const {
  return 0.5 * std::log(shape / (2.0 * std::numbers::pi));
}
double InverseGaussianSeverity::log_kernel(double x) const {
  double const off = (x - mu) / mu;
  return -1.5 * std::log(x) - 0.5 * shape * off * off / x;
}
double InverseGaussianSeverity::cdf(double x) const {
  Scores const z = scores_of(*this, x);
  if (z.low > 0.0) return 1.0 - survival(x);
  return normal_density(z.low) * (mills_ratio(-z.low) + mills_ratio(z.high));
}
double InverseGaussianSeverity::survival(double x) const {
  Scores const z = scores_of(*this, x);
  if (z.low <= 0.0) return 1.0 - cdf(x);
  return normal_density(z.low) * (mills_ratio(z.low) - mills_ratio(z.high));
}
double InverseGaussianSeverity::from_below(double u) const {
  if (u > 0.5) return from_above(1.0 - u);
  return solve_log_amount([&](double x) { return std::log(cdf(x) / u); }, mu);
}
double InverseGaussianSeverity::from_above(double p) const {
  if (p > 0.5) return from_below(1.0 - p);
  return solve_log_amount([&](double x) { return std::log(p / survival(x)); }, mu);
}
// The second partial moment by parts from (x² f)' = x f / 2 - shape x² f / (2 mu²) + shape f / 2.
double InverseGaussianSeverity::limited(int k, double limit) const {
  if (std::isinf(limit)) return k == 1 ? mu : mu * mu + variance();
  if (limit == 0.0) return 0.0;
  double const first = mu * share_below(scores_of(*this, limit));
  if (k == 1) return first + limit * survival(limit);
  double const density = std::exp(log_constant() + log_kernel(limit));
  double const second = mu * mu / shape * (first + shape * cdf(limit) - 2.0 * limit * limit * density);
  return std::max(0.0, second) + limit * limit * survival(limit);
}
InverseGaussianSeverity InverseGaussianSeverity::scaled(double factor) const {
  return {mu * factor, shape * factor};
}

}  // namespace plimsoll
