#include "severity_fit.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include "delta_method.hpp"
#include "maximise.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

// Sufficient statistics of the totals of n claims each, for both families.
struct Totals {
  double times = 0.0;
  double dollars = 0.0;
  double logs = 0.0;
  double log_squares = 0.0;  ///< about the centre, so nothing cancels
};
struct Summary {
  std::map<double, Totals> by_n;
  double centre = 0.0;  ///< mean of ln(dollars / n)
  double claims = 0.0;
  double dollars = 0.0;
  double log_variance = 0.0;  ///< of ln(dollars / n)
  double weight = 0.0;
};

Summary summarise(std::vector<Amount> const& sample, std::string const& what) {
  Summary s;
  for (Amount const& a : sample) {
    s.centre += a.weight * std::log(a.dollars / a.n);
    s.weight += a.weight;
  }
  s.centre /= s.weight;
  for (Amount const& a : sample) {
    double const z = std::log(a.dollars / a.n) - s.centre;
    Totals& totals = s.by_n[a.n];
    totals.times += a.weight;
    totals.dollars += a.weight * a.dollars;
    totals.logs += a.weight * z;
    totals.log_squares += a.weight * z * z;
    s.claims += a.weight * a.n;
    s.dollars += a.weight * a.dollars;
    s.log_variance += a.weight * z * z;
  }
  s.log_variance /= s.weight;
  if (!(s.log_variance > 1e-12)) throw ModelError(what + ": all amounts are equal, a law cannot be fitted");
  return s;
}

// Per total: z = ln(x/n) − centre is normal; the density of x has a further 1/x = e^-(z + centre)/n.
double lognormal_log_likelihood(Summary const& s, double mu, double sigma) {
  double sum = 0.0;
  for (auto const& [n, t] : s.by_n) {
    auto const law = std::get<LognormalSeverity>(sum_of(LognormalSeverity{mu, sigma}, n));
    double const d = law.mu - std::log(n) - s.centre;
    double const squares = t.log_squares - 2.0 * d * t.logs + t.times * d * d;
    sum += -0.5 * squares / (law.sigma * law.sigma) -
           t.times * (std::log(law.sigma * n) + 0.5 * std::log(2.0 * std::numbers::pi) + s.centre) - t.logs;
  }
  return sum;
}

double gamma_log_likelihood(Summary const& s, double shape, double scale) {
  double sum = 0.0;
  for (auto const& [n, t] : s.by_n) {
    double const k = n * shape;
    double const logs = t.logs + t.times * (s.centre + std::log(n));
    sum += (k - 1.0) * logs - t.dollars / scale - t.times * (k * std::log(scale) + boost::math::lgamma(k));
  }
  return sum;
}

}  // namespace

SeverityFit fit_lognormal(std::vector<Amount> const& sample, std::string const& what) {
  Summary const s = summarise(sample, what);
  LogLikelihood const f = [&](std::vector<double> const& at) {
    return lognormal_log_likelihood(s, at[0], std::exp(at[1]));
  };
  double const sigma = std::sqrt(s.log_variance);
  Optimum const best = maximise(
      f, {{s.centre, s.centre - 40.0, s.centre + 40.0}, {std::log(sigma), std::log(1e-6), std::log(10.0)}},
      what);
  LognormalSeverity const law{best.at[0], std::exp(best.at[1])};
  ParameterErrors errors = errors_of(observed_covariance(f, best.at));
  if (!errors.standard.empty()) errors.standard[1] *= law.sigma;
  return {law, best.value, ks_distance(sample, law), errors.standard, errors.correlations};
}

SeverityFit fit_gamma(std::vector<Amount> const& sample, std::string const& what) {
  Summary const s = summarise(sample, what);
  LogLikelihood const f = [&](std::vector<double> const& at) {
    return gamma_log_likelihood(s, std::exp(at[0]), std::exp(at[1]));
  };
  // ln(mean) − mean(ln) ≈ 1 / (2 shape): a start that is close for any shape.
  double const gap = std::log(s.dollars / s.claims) - s.centre;
  double const shape = std::clamp(0.5 / std::max(gap, 1e-9), 1e-3, 1e6);
  double const scale = std::log(s.dollars / s.claims / shape);
  Optimum const best = maximise(
      f, {{std::log(shape), std::log(1e-6), std::log(1e8)}, {scale, scale - 40.0, scale + 40.0}}, what);
  GammaSeverity const law{std::exp(best.at[0]), std::exp(best.at[1])};
  ParameterErrors errors = errors_of(observed_covariance(f, best.at));
  if (!errors.standard.empty())
    errors.standard = {errors.standard[0] * law.shape, errors.standard[1] * law.scale};
  return {law, best.value, ks_distance(sample, law), errors.standard, errors.correlations};
}

// Of a total x of n claims the law is inverse Gaussian(n mu, n² shape). The mean is that of the data, and
// given it the shape is one over the mean of (x - n mu)² / (mu² x): both in closed form (Tweedie 1957).
SeverityFit fit_inverse_gaussian(std::vector<Amount> const& sample, std::string const& what) {
  Summary const s = summarise(sample, what);
  double const mu = s.dollars / s.claims, size = s.weight;
  double sum = 0.0;
  for (Amount const& a : sample)
    sum += a.weight * (a.dollars - a.n * mu) * (a.dollars - a.n * mu) / (mu * mu * a.dollars);
  InverseGaussianSeverity const law{mu, size / sum};
  double value = 0.0;
  for (Amount const& a : sample) value += a.weight * log_density(sum_of(law, a.n), a.dollars);
  // The information is diagonal: claims · shape / mu³ and size / (2 shape²).
  std::vector<double> errors{std::sqrt(mu * mu * mu / (law.shape * s.claims)),
                             law.shape * std::sqrt(2.0 / size)};
  return {law, value, ks_distance(sample, law), errors, {0.0}};
}

double ks_distance(std::vector<Amount> const& sample, SeverityLaw const& law) {
  std::vector<std::pair<double, double>> u;
  u.reserve(sample.size());
  double weight = 0.0;
  for (Amount const& a : sample) {
    u.emplace_back(cdf(sum_of(law, a.n), a.dollars), a.weight);
    weight += a.weight;
  }
  std::sort(u.begin(), u.end());
  double distance = 0.0, below = 0.0;
  for (auto const& [at, mine] : u) {
    distance = std::max({distance, (below + mine) / weight - at, at - below / weight});
    below += mine;
  }
  return distance;
}

}  // namespace plimsoll
