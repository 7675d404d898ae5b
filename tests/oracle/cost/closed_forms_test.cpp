#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <numeric>
#include <string>

#include "count_fit.hpp"
#include "severity_fit.hpp"

namespace plimsoll {
namespace {

using boost::math::digamma;

CountSample counted(std::vector<CountGroup> groups) {
  CountSample sample;
  sample.groups = std::move(groups);
  for (CountGroup const& group : sample.groups) {
    sample.members += group.times;
    sample.exposure += group.times * group.exposure;
    sample.claims += group.times * static_cast<double>(group.claims);
    sample.claimants += group.claims > 0 ? group.times : 0.0;
  }
  return sample;
}

std::vector<Amount> yearly(std::vector<double> const& dollars) {
  std::vector<Amount> sample;
  for (double const x : dollars) sample.push_back({1.0, x});
  return sample;
}

std::vector<double> const dollars{120, 480, 75, 2300, 990, 310, 15500, 640, 55, 1210, 870, 430};

double mean_log(std::vector<double> const& xs) {
  return std::accumulate(xs.begin(), xs.end(), 0.0, [](double s, double x) { return s + std::log(x); }) /
         static_cast<double>(xs.size());
}

// Deaths by horse kick in 200 Prussian corps-years (Bortkiewicz 1898): 109, 65, 22, 3, 1; mean 122/200 =
// 0.61.
TEST(ClosedForms, PoissonOfTheHorseKicks) {
  CountFit const fit = fit_poisson(counted({{1, 0, 109}, {1, 1, 65}, {1, 2, 22}, {1, 3, 3}, {1, 4, 1}}));
  EXPECT_DOUBLE_EQ(mean(fit.law), 0.61);
  EXPECT_NEAR(fit.standard_errors.at(0), std::sqrt(0.61 / 200.0), 1e-12);
}

TEST(ClosedForms, PoissonWithExposureIsClaimsOverExposure) {
  CountFit const fit = fit_poisson(counted({{0.5, 1, 10}, {1.0, 2, 30}, {0.25, 0, 8}}));
  EXPECT_DOUBLE_EQ(mean(fit.law), 70.0 / 37.0);
}

// European red mites on 150 apple leaves (Bliss and Fisher 1953, Biometrics 9:176): mean 1.14667, k
// = 1.02459.
TEST(ClosedForms, NegativeBinomialOfTheRedMites) {
  CountFit const fit = fit_negative_binomial(
      counted({{1, 0, 70}, {1, 1, 38}, {1, 2, 17}, {1, 3, 10}, {1, 4, 9}, {1, 5, 3}, {1, 6, 2}, {1, 7, 1}}),
      "mites");
  auto const law = std::get<NegativeBinomialCount>(fit.law);
  EXPECT_NEAR(law.mean, 172.0 / 150.0, 1e-7);
  EXPECT_NEAR(law.size, 1.02459, 5e-6);
  // At equal exposure the mean and size are orthogonal: var(mean) = (mean + mean²/size) / n exactly.
  EXPECT_NEAR(fit.standard_errors.at(0), std::sqrt((law.mean + law.mean * law.mean / law.size) / 150.0),
              1e-5);
}

TEST(ClosedForms, UnderdispersedCountsArePoisson) {
  CountFit const fit = fit_negative_binomial(counted({{1, 0, 10}, {1, 1, 80}, {1, 2, 10}}), "tight");
  EXPECT_EQ(fit.law, CountLaw{PoissonCount{1.0}});
  EXPECT_THAT(std::string(fit.notice), testing::HasSubstr("Poisson"));
}

TEST(ClosedForms, HurdleAtFullExposureIsTheShare) {
  CountFit const fit = fit_hurdle(counted({{1, 1, 30}, {1, 0, 70}}), "share");
  EXPECT_NEAR(mean(fit.law), 0.3, 1e-8);
  EXPECT_NEAR(fit.standard_errors.at(0), std::sqrt(0.21 / 100.0), 1e-6);
  EXPECT_NEAR(fit.log_likelihood, 30 * std::log(0.3) + 70 * std::log(0.7), 1e-10);
}

// Full year 1 of 2 with cost, half year 1 of 2: the score 2/p = 1/(1 − p) + 1/(2 − p) is 4p² − 9p + 4 = 0.
TEST(ClosedForms, HurdleWithPartYearsSolvesItsScore) {
  CountFit const fit = fit_hurdle(counted({{1, 1, 1}, {1, 0, 1}, {0.5, 1, 1}, {0.5, 0, 1}}), "mixed");
  EXPECT_NEAR(mean(fit.law), (9.0 - std::sqrt(17.0)) / 8.0, 1e-8);
}

TEST(ClosedForms, HurdleOnItsBoundHasNoStandardError) {
  CountFit const fit = fit_hurdle(counted({{1, 1, 20}, {0.5, 1, 3}}), "all");
  EXPECT_EQ(fit.law, CountLaw{BernoulliCount{1.0}});
  EXPECT_TRUE(fit.standard_errors.empty());
}

// Exposures 2 and 1/2: Σ min(1, p e) = 10 min(1, 2p) + 10 p/2 = 8 gives p = 8/25.
TEST(ClosedForms, ScoredHurdleBalancesItsMembers) {
  CountFit const fit = fit_hurdle(counted({{2, 1, 5}, {2, 0, 5}, {0.5, 1, 3}, {0.5, 0, 7}}), "scored");
  EXPECT_NEAR(mean(fit.law), 8.0 / 25.0, 1e-12);
  EXPECT_FALSE(fit.notice.empty());
}

TEST(ClosedForms, LognormalIsMeanAndSpreadOfTheLogarithm) {
  SeverityFit const fit = fit_lognormal(yearly(dollars), "logs");
  auto const law = std::get<LognormalSeverity>(fit.law);
  double const n = static_cast<double>(dollars.size()), mu = mean_log(dollars);
  double squares = 0.0;
  for (double const x : dollars) squares += (std::log(x) - mu) * (std::log(x) - mu);
  double const sigma = std::sqrt(squares / n);
  EXPECT_NEAR(law.mu, mu, 1e-7);
  EXPECT_NEAR(law.sigma, sigma, 1e-7);
  EXPECT_NEAR(fit.standard_errors.at(0), sigma / std::sqrt(n), 1e-5);
  EXPECT_NEAR(fit.standard_errors.at(1), sigma / std::sqrt(2.0 * n), 1e-5);
}

TEST(ClosedForms, GammaSolvesItsScore) {
  SeverityFit const fit = fit_gamma(yearly(dollars), "gamma");
  auto const law = std::get<GammaSeverity>(fit.law);
  double const n = static_cast<double>(dollars.size());
  double const sum = std::accumulate(dollars.begin(), dollars.end(), 0.0);
  EXPECT_NEAR(law.shape * law.scale / (sum / n), 1.0, 1e-7);
  EXPECT_NEAR(std::log(law.shape) - digamma(law.shape), std::log(sum / n) - mean_log(dollars), 1e-6);
  // Fisher information: var(shape) = shape / (n (shape ψ'(shape) − 1)).
  double const error = std::sqrt(law.shape / (n * (law.shape * boost::math::trigamma(law.shape) - 1.0)));
  EXPECT_NEAR(fit.standard_errors.at(0) / error, 1.0, 1e-4);
}

// Totals of n claims: Σ n (ln x − ln θ − ψ(n α)) = 0 and Σ x = α θ Σ n.
TEST(ClosedForms, GammaOfTotalsSolvesItsScore) {
  std::vector<Amount> const sample{{1, 150}, {2, 900}, {1, 40}, {5, 1800},
                                   {3, 610}, {1, 700}, {2, 95}, {8, 4200}};
  auto const law = std::get<GammaSeverity>(fit_gamma(sample, "totals").law);
  double score = 0.0, scale = 0.0, sum = 0.0, claims = 0.0;
  for (Amount const& a : sample) {
    score += a.n * (std::log(a.dollars) - std::log(law.scale) - digamma(a.n * law.shape));
    scale += a.n * std::abs(std::log(a.dollars));
    sum += a.dollars;
    claims += a.n;
  }
  EXPECT_NEAR(score / scale, 0.0, 1e-7);
  EXPECT_NEAR(law.shape * law.scale, sum / claims, 1e-4);
}

// The likelihood from sufficient statistics against the plain sum of log densities, which any move must
// lower.
template <class Law>
void expect_maximum(std::vector<Amount> const& sample, SeverityFit const& fit,
                    std::vector<Law> const& moved) {
  auto const likelihood = [&](SeverityLaw const& law) {
    double sum = 0.0;
    for (Amount const& a : sample) sum += log_density(sum_of(law, a.n), a.dollars);
    return sum;
  };
  EXPECT_NEAR(fit.log_likelihood, likelihood(fit.law), 1e-8);
  for (Law const& law : moved) EXPECT_LT(likelihood(law), fit.log_likelihood);
}

TEST(ClosedForms, LikelihoodsAreTheSumOfLogDensities) {
  std::vector<Amount> const sample{{1, 150}, {2, 900}, {1, 40}, {5, 1800},
                                   {3, 610}, {1, 700}, {2, 95}, {8, 4200}};
  SeverityFit const l = fit_lognormal(sample, "l"), g = fit_gamma(sample, "g");
  auto const log_law = std::get<LognormalSeverity>(l.law);
  auto const gamma_law = std::get<GammaSeverity>(g.law);
  expect_maximum<LognormalSeverity>(sample, l,
                                    {{log_law.mu + 1e-3, log_law.sigma},
                                     {log_law.mu - 1e-3, log_law.sigma},
                                     {log_law.mu, log_law.sigma + 1e-3},
                                     {log_law.mu, log_law.sigma - 1e-3}});
  expect_maximum<GammaSeverity>(sample, g,
                                {{gamma_law.shape * 1.001, gamma_law.scale},
                                 {gamma_law.shape * 0.999, gamma_law.scale},
                                 {gamma_law.shape, gamma_law.scale * 1.001},
                                 {gamma_law.shape, gamma_law.scale * 0.999}});
}

// Exponential of scale 1, u = 0.1, 0.5, 0.7 in order: the empirical steps to 1/3, 2/3, 1 lie above by at most
// 1 − 0.7 = 0.3 and below by at most 0.5 − 1/3, so the distance is 0.3.
TEST(ClosedForms, KolmogorovSmirnovByHand) {
  std::vector<Amount> const sample = yearly({-std::log(0.5), -std::log(0.9), -std::log(0.3)});
  EXPECT_NEAR(ks_distance(sample, GammaSeverity{1.0, 1.0}), 0.3, 1e-12);
}

}  // namespace
}  // namespace plimsoll
