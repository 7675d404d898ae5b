#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "infinity.hpp"
#include "plimsoll/models/cost/tail_families.hpp"
#include "power_integral.hpp"
#include "solve_log_amount.hpp"

namespace plimsoll {
namespace {

// Odds beyond e^±80: there a beta law is its first term to the last bit.
constexpr double far_log_odds = 80.0;

double log_beta(double p, double q) {
  return boost::math::lgamma(p) + boost::math::lgamma(q) - boost::math::lgamma(p + q);
}
double log_odds(Gb2Severity const& law, double x) {
  return law.a * std::log(x / law.scale);
}

/// Y and 1 - Y from their log odds.
struct Beta {
  double at, rest;
};
Beta beta_at(double log_odds) {
  return {1.0 / (1.0 + std::exp(-log_odds)), 1.0 / (1.0 + std::exp(log_odds))};
}

/// Regularised incomplete beta function, from whichever end keeps its digits.
double share_below(double p, double q, Beta y) {
  if (y.at <= 0.0) return 0.0;
  if (y.rest <= 0.0) return 1.0;
  return y.at <= 0.5 ? boost::math::ibeta(p, q, y.at) : boost::math::ibetac(q, p, y.rest);
}

/// Integral of s^(q - 1) (1 - s)^(p - 1) over s from `low` to 1/2, low > 0, any q: by ln s in short pieces.
double integral_near_one(double p, double q, double low) {
  double const from = std::log(low), to = std::log(0.5);
  int const pieces = std::max(1, static_cast<int>(std::ceil((to - from) / 2.0)));
  auto const integrand = [&](double t) { return std::exp(q * t + (p - 1.0) * std::log1p(-std::exp(t))); };
  double sum = 0.0;
  for (int i = 0; i < pieces; ++i)
    sum += boost::math::quadrature::gauss<double, 20>::integrate(integrand, from + (to - from) * i / pieces,
                                                                 from + (to - from) * (i + 1) / pieces);
  return sum;
}

/// Incomplete beta function for any q, also below 0, where the complete one does not exist: a series of
/// positive terms up to 1/2, quadrature beyond.
double incomplete_beta(double p, double q, Beta y) {
  double const at = std::min(y.at, 0.5);
  double term = 1.0, sum = 0.0;
  for (int n = 0; n < 200; ++n) {
    sum += term / (p + n);
    term *= (n + 1.0 - q) / (n + 1.0) * at;
  }
  double const below = std::pow(at, p) * sum;
  return y.at <= 0.5 ? below : below + integral_near_one(p, q, y.rest);
}

/// E[X^k; X <= x] over scale^k.
double partial_moment(Gb2Severity const& law, int k, Beta y) {
  double const p = law.p + k / law.a, q = law.q - k / law.a;
  if (q > 0.05) return std::exp(log_beta(p, q) - log_beta(law.p, law.q)) * share_below(p, q, y);
  if (y.at <= 0.0) return 0.0;
  return incomplete_beta(p, q, y) * std::exp(-log_beta(law.p, law.q));
}

double whole_moment(Gb2Severity const& law, int k) {
  double const q = law.q - k / law.a;
  if (q <= 0.0) return infinity;
  return std::pow(law.scale, k) * std::exp(log_beta(law.p + k / law.a, q) - log_beta(law.p, law.q));
}

/// ln of the odds of Y where P(Y > y) = chance, Y beta distributed with p, q.
double log_odds_above(double p, double q, double chance) {
  if (chance > 0.5) return -log_odds_above(q, p, 1.0 - chance);
  double const far = -(std::log(chance * q) + log_beta(p, q)) / q;
  if (far > far_log_odds) return far;
  // Boost's inverse stops short of the answer for some chances near 1e-30.
  return std::log(solve_log_amount(
      [&](double odds) { return std::log(chance / share_below(q, p, beta_at(-std::log(odds)))); }, 1.0));
}

}  // namespace

double Gb2Severity::mean() const {
  return whole_moment(*this, 1);
}
double Gb2Severity::variance() const {
  double const m = mean(), second = whole_moment(*this, 2);
  return std::isinf(second) ? infinity : second - m * m;
}
double Gb2Severity::log_constant() const {
  return std::log(a) - log_beta(p, q);
}
double Gb2Severity::log_kernel(double x) const {
  double const log_x = std::log(x), t = a * (log_x - std::log(scale));
  return p * t - log_x - (p + q) * log_one_plus_exp(t);
}
double Gb2Severity::cdf(double x) const {
  double const t = log_odds(*this, x);
  if (t < -far_log_odds) return std::exp(p * t - std::log(p) - log_beta(p, q));
  return share_below(p, q, beta_at(t));
}
double Gb2Severity::survival(double x) const {
  double const t = log_odds(*this, x);
  if (t > far_log_odds) return std::exp(-q * t - std::log(q) - log_beta(p, q));
  return share_below(q, p, beta_at(-t));
}
double Gb2Severity::from_below(double u) const {
  return scale * std::exp(-log_odds_above(q, p, u) / a);
}
double Gb2Severity::from_above(double chance) const {
  return scale * std::exp(log_odds_above(p, q, chance) / a);
}
double Gb2Severity::limited(int k, double limit) const {
  if (std::isinf(limit)) return whole_moment(*this, k);
  if (limit == 0.0) return 0.0;
  double const part = std::pow(scale, k) * partial_moment(*this, k, beta_at(log_odds(*this, limit)));
  return part + std::pow(limit, k) * survival(limit);
}
Gb2Severity Gb2Severity::scaled(double factor) const {
  return {scale * factor, a, p, q};
}

}  // namespace plimsoll
