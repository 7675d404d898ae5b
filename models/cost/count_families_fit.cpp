#include "count_families_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "delta_method.hpp"
#include "maximise.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using Point = std::vector<double>;

constexpr double log_odds_reach = 15.0;  // beyond it a share is 0 or 1 as far as any data can tell

struct CountSearch {
  std::function<CountLaw(Point const&)> law;
  std::function<double(Point const&)> likelihood;
  std::vector<Unknown> unknowns;
};

double share_of(double log_odds) {
  return 1.0 / (1.0 + std::exp(-log_odds));
}
double log_odds_of(double share) {
  double const held = std::clamp(share, 1e-4, 1.0 - 1e-4);
  return std::log(held / (1.0 - held));
}

Unknown mean_near(double mean) {
  return {std::log(mean), std::log(mean) - 5.0, std::log(mean) + 5.0};
}
Unknown size_near(double size) {
  return {std::log(std::clamp(size, 0.02, 50.0)), std::log(1e-6), std::log(1e7)};
}

struct Dispersion {
  double mean, size, squares_over_mean;
};
/// Mean, and the size a negative binomial needs for the variance seen; infinite where it is a Poisson's.
Dispersion dispersion_of(CountSample const& sample) {
  double const mean = sample.claims / sample.exposure;
  double excess = 0.0, squares = 0.0;
  for (CountGroup const& group : sample.groups) {
    double const m = mean * group.exposure, n = static_cast<double>(group.claims);
    excess += group.times * ((n - m) * (n - m) - n);
    squares += group.times * m * m;
  }
  double const size = excess > 0.0 ? squares / excess : std::numeric_limits<double>::infinity();
  return {mean, size, excess / squares};
}

CountSearch by_law(CountSample const& sample, std::function<CountLaw(Point const&)> law,
                   std::vector<Unknown> unknowns) {
  auto const likelihood = [&sample, law](Point const& at) { return log_likelihood(sample, law(at)); };
  return {std::move(law), likelihood, std::move(unknowns)};
}

CountSearch zero_inflated_poisson(CountSample const& sample) {
  Dispersion const d = dispersion_of(sample);
  // Of a zero-inflated Poisson the excess variance is mean² never / (1 - never).
  double const never = d.squares_over_mean / (1.0 + d.squares_over_mean);
  return by_law(sample,
                [](Point const& at) {
                  return ZeroInflatedPoissonCount{std::exp(at[0]), share_of(at[1])};
                },
                {mean_near(d.mean), {log_odds_of(never), -log_odds_reach, log_odds_reach}});
}

CountSearch zero_inflated_negative_binomial(CountSample const& sample) {
  Dispersion const d = dispersion_of(sample);
  return by_law(
      sample,
      [](Point const& at) {
        return ZeroInflatedNegativeBinomialCount{std::exp(at[0]), share_of(at[1]), std::exp(at[2])};
      },
      {mean_near(d.mean), {log_odds_of(0.2), -log_odds_reach, log_odds_reach}, size_near(2.0 * d.size)});
}

CountSearch poisson_lognormal(CountSample const& sample) {
  Dispersion const d = dispersion_of(sample);
  double const sigma = std::sqrt(std::log1p(1.0 / d.size));
  return by_law(sample,
                [](Point const& at) {
                  return PoissonLognormalCount{std::exp(at[0]), std::exp(at[1])};
                },
                {mean_near(d.mean), {std::log(sigma), std::log(1e-3), std::log(4.0)}});
}

/// The chance of any claim and the base law of those who have any: searched for by the base's own mean.
template <class Base>
double hurdle_likelihood(CountSample const& sample, double any, Base const& base) {
  double const log_of_any = std::log(-std::expm1(log_probability(base, 0)));
  double sum = 0.0;
  for (CountGroup const& group : sample.groups) {
    double const chance = any * group.exposure;
    sum += group.times * (group.claims == 0
                              ? std::log1p(-chance)
                              : std::log(chance) + log_probability(base, group.claims) - log_of_any);
  }
  return sum;
}

/// Hurdle law of this chance of any claim: { mean, claims if any }.
template <class Base>
std::pair<double, double> hurdle_of(double any, Base const& base) {
  double const if_any = base.mean / -std::expm1(log_probability(base, 0));
  return {any * if_any, if_any};
}

CountSearch hurdle_poisson(CountSample const& sample) {
  double const any = sample.claimants / sample.exposure, if_any = sample.claims / sample.claimants;
  auto const base = [](Point const& at) { return PoissonCount{std::exp(at[1])}; };
  return {[base](Point const& at) {
            auto const [mean, above] = hurdle_of(share_of(at[0]), base(at));
            return HurdlePoissonCount{mean, above};
          },
          [&sample, base](Point const& at) { return hurdle_likelihood(sample, share_of(at[0]), base(at)); },
          {{log_odds_of(any), -log_odds_reach, log_odds_reach}, {std::log(if_any - 0.9), -12.0, 12.0}}};
}

CountSearch hurdle_negative_binomial(CountSample const& sample) {
  double const any = sample.claimants / sample.exposure, if_any = sample.claims / sample.claimants;
  auto const base = [](Point const& at) { return NegativeBinomialCount{std::exp(at[1]), std::exp(at[2])}; };
  return {[base](Point const& at) {
            auto const [mean, above] = hurdle_of(share_of(at[0]), base(at));
            return HurdleNegativeBinomialCount{mean, above, std::exp(at[2])};
          },
          [&sample, base](Point const& at) { return hurdle_likelihood(sample, share_of(at[0]), base(at)); },
          {{log_odds_of(any), -log_odds_reach, log_odds_reach},
           {std::log(if_any - 0.9), -12.0, 12.0},
           size_near(1.0)}};
}

void check_hurdle(CountSample const& sample, std::string const& what) {
  bool two = false;
  for (CountGroup const& group : sample.groups) {
    two = two || group.claims > 1;
    if (group.exposure > 1.0)
      throw ModelError(what +
                       ": scores lift exposure above one year, where a hurdle's chance of any claim could "
                       "pass 1; fit a zero-inflated form");
  }
  if (!two)
    throw ModelError(what + ": no member-year has two claims, so a hurdle has no count above 1 to fit");
}

CountFit fitted(CountSearch const& search, std::string const& what) {
  LogLikelihood const f = search.likelihood;
  Optimum const best = maximise(f, search.unknowns, what);
  CountFit fit{search.law(best.at), best.value, static_cast<int>(best.at.size()), {}, ""};
  ParameterErrors errors = errors_of(delta_covariance(
      [&](Point const& at) { return parameters(search.law(at)); }, best.at, observed_covariance(f, best.at)));
  fit.standard_errors = std::move(errors.standard);
  fit.correlations = std::move(errors.correlations);
  return fit;
}

/// The simpler family, saying why.
CountFit instead(CountFit fit, std::string_view notice) {
  fit.notice = notice;
  return fit;
}

constexpr std::string_view no_more_zeros =
    "no more member-years without a claim than the law without zero-inflation expects: it is that law";

CountFit fit_zero_inflated(CountFamily family, CountSample const& sample, std::string const& what) {
  bool const poisson = family == CountFamily::zero_inflated_poisson;
  CountFit const base = poisson ? fit_poisson(sample) : fit_negative_binomial(sample, what);
  if (poisson && !(dispersion_of(sample).squares_over_mean > 0.0)) return instead(base, no_more_zeros);
  if (!poisson && std::holds_alternative<PoissonCount>(base.law)) return base;
  CountFit const fit =
      fitted(poisson ? zero_inflated_poisson(sample) : zero_inflated_negative_binomial(sample), what);
  // On the bound the likelihood is the simpler law's but for a few last digits.
  double const never = parameters(fit.law)[1];
  return never < 1e-5 || fit.log_likelihood <= base.log_likelihood + 1e-6 ? instead(base, no_more_zeros)
                                                                          : fit;
}

}  // namespace

double log_likelihood(CountSample const& sample, CountLaw const& law) {
  double sum = 0.0;
  for (CountGroup const& group : sample.groups)
    sum += group.times * log_probability(scaled(law, group.exposure), group.claims);
  return sum;
}

CountFit fit_count(CountFamily family, CountSample const& sample, std::string const& what) {
  if (!(sample.claims > 0.0)) return instead(fit_poisson(sample), "no claims: the mean is 0");
  switch (family) {
    case CountFamily::poisson: return fit_poisson(sample);
    case CountFamily::negative_binomial: return fit_negative_binomial(sample, what);
    case CountFamily::zero_inflated_poisson:
    case CountFamily::zero_inflated_negative_binomial: return fit_zero_inflated(family, sample, what);
    case CountFamily::hurdle_poisson:
    case CountFamily::hurdle_negative_binomial:
      check_hurdle(sample, what);
      return fitted(
          family == CountFamily::hurdle_poisson ? hurdle_poisson(sample) : hurdle_negative_binomial(sample),
          what);
    case CountFamily::poisson_lognormal: break;
  }
  if (!std::isfinite(dispersion_of(sample).size))
    return instead(fit_poisson(sample),
                   "counts vary no more than Poisson counts: the Poisson-lognormal is the Poisson here");
  return fitted(poisson_lognormal(sample), what);
}

}  // namespace plimsoll
