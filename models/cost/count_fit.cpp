#include "count_fit.hpp"

#include <algorithm>
#include <cmath>

#include "count_families_fit.hpp"
#include "delta_method.hpp"
#include "maximise.hpp"

namespace plimsoll {
namespace {

constexpr double largest_size = 1e7;

// Members for whom the hurdle is certain tell nothing of p and have no finite likelihood when they had no
// cost.
double open_log_likelihood(CountSample const& sample, double p) {
  double sum = 0.0;
  for (CountGroup const& group : sample.groups)
    if (p * group.exposure < 1.0)
      sum += group.times * log_probability(BernoulliCount{p * group.exposure}, group.claims);
  return sum;
}

double balanced_hurdle(CountSample const& sample) {
  double low = 0.0, high = 1.0;
  for (int step = 0; step < 60; ++step) {
    double const p = 0.5 * (low + high);
    double expected = 0.0;
    for (CountGroup const& group : sample.groups) expected += group.times * std::min(1.0, p * group.exposure);
    (expected < sample.claimants ? low : high) = p;
  }
  return 0.5 * (low + high);
}

// Slope of the log-likelihood at p = 1; minus infinity when a fully exposed member had no cost.
bool hurdle_is_certain(CountSample const& sample) {
  double slope = 0.0;
  for (CountGroup const& group : sample.groups)
    slope += group.times * (group.claims > 0 ? 1.0 : -group.exposure / (1.0 - group.exposure));
  return slope >= 0.0;
}

/// Standard error of the balanced chance: that of the members with any cost, over how their expected number
/// moves with it.
double balanced_hurdle_error(CountSample const& sample, double p) {
  double variance = 0.0, slope = 0.0;
  for (CountGroup const& group : sample.groups) {
    double const chance = p * group.exposure;
    if (chance >= 1.0) continue;
    variance += group.times * chance * (1.0 - chance);
    slope += group.times * group.exposure;
  }
  return slope > 0.0 ? std::sqrt(variance) / slope : 0.0;
}

}  // namespace

CountFit fit_hurdle(CountSample const& sample, std::string const& what) {
  bool const scored = std::any_of(sample.groups.begin(), sample.groups.end(),
                                  [](CountGroup const& group) { return group.exposure > 1.0; });
  if (scored) {
    double const p = balanced_hurdle(sample);
    return {BernoulliCount{p},
            open_log_likelihood(sample, p),
            1,
            {balanced_hurdle_error(sample, p)},
            "scores lift exposure above one year: the hurdle balances members with any cost instead of "
            "maximising a likelihood"};
  }
  if (sample.claimants == 0.0) return {BernoulliCount{0.0}, 0.0, 1, {}, ""};
  if (hurdle_is_certain(sample))
    return {BernoulliCount{1.0}, log_likelihood(sample, BernoulliCount{1.0}), 1, {}, ""};
  LogLikelihood const f = [&](std::vector<double> const& odds) {
    return log_likelihood(sample, BernoulliCount{1.0 / (1.0 + std::exp(-odds[0]))});
  };
  double const start = std::clamp(sample.claimants / sample.exposure, 1e-9, 1.0 - 1e-6);
  Optimum const best = maximise(f, {{std::log(start / (1.0 - start)), -30.0, 30.0}}, what);
  double const p = 1.0 / (1.0 + std::exp(-best.at[0]));
  std::vector<double> errors = observed_errors(f, best.at);
  for (double& error : errors) error *= p * (1.0 - p);
  return {BernoulliCount{p}, best.value, 1, errors, ""};
}

CountFit fit_poisson(CountSample const& sample) {
  PoissonCount const law{sample.claims / sample.exposure};
  std::vector<double> errors;
  if (law.mean > 0.0) errors.push_back(std::sqrt(law.mean / sample.exposure));
  return {law, log_likelihood(sample, law), 1, errors, ""};
}

CountFit fit_negative_binomial(CountSample const& sample, std::string const& what) {
  double const mean = sample.claims / sample.exposure;
  double excess = 0.0, squares = 0.0;
  for (CountGroup const& group : sample.groups) {
    double const m = mean * group.exposure;
    double const n = static_cast<double>(group.claims);
    excess += group.times * ((n - m) * (n - m) - n);
    squares += group.times * m * m;
  }
  CountFit poisson = fit_poisson(sample);
  poisson.notice = "counts vary no more than Poisson counts: the negative binomial is the Poisson here";
  // Twice the slope of the log-likelihood in 1/size at the Poisson limit.
  if (excess <= 0.0) return poisson;
  LogLikelihood const f = [&](std::vector<double> const& at) {
    return log_likelihood(sample, NegativeBinomialCount{std::exp(at[0]), std::exp(at[1])});
  };
  double const centre = std::log(mean);
  Optimum const best = maximise(f,
                                {{centre, centre - 5.0, centre + 5.0},
                                 {std::log(squares / excess), std::log(1e-6), std::log(largest_size)}},
                                what);
  NegativeBinomialCount const law{std::exp(best.at[0]), std::exp(best.at[1])};
  if (law.size > 0.99 * largest_size) return poisson;
  ParameterErrors errors = errors_of(observed_covariance(f, best.at));
  if (!errors.standard.empty())
    errors.standard = {errors.standard[0] * law.mean, errors.standard[1] * law.size};
  return {law, best.value, 2, errors.standard, "", errors.correlations};
}

}  // namespace plimsoll
