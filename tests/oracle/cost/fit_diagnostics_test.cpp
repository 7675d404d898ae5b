// Diagnostics against closed forms, on the true law and, as negative control, on a wrong one.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <random>

#include "amount_diagnostics.hpp"
#include "count_diagnostics.hpp"

namespace plimsoll {
namespace {

constexpr double errors_allowed = 4.9;

/// The sample a law expects: its quantiles at (i - 1/2) / n.
std::vector<Amount> expected_sample(SeverityLaw const& law, int n) {
  std::vector<Amount> sample;
  for (int i = 0; i < n; ++i) sample.push_back({1.0, quantile(law, (i + 0.5) / n)});
  return sample;
}

std::vector<Amount> lognormal_sample(int n, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::lognormal_distribution<> law(8.0, 1.5);
  std::vector<Amount> sample;
  for (int i = 0; i < n; ++i) sample.push_back({1.0, law(engine)});
  return sample;
}

double worst_pair(std::vector<QuantilePair> const& pairs) {
  double worst = 0.0;
  for (QuantilePair const& pair : pairs)
    worst = std::max(worst, std::abs(std::log(pair.data / pair.fitted)) / pair.log_error);
  return worst;
}

/// A gamma law of mean and variance of lognormal(8, 1.5).
SeverityLaw wrong_law() {
  double const square = std::expm1(1.5 * 1.5), mean = std::exp(8.0 + 1.125);
  return GammaSeverity{1.0 / square, mean * square};
}

TEST(FitDiagnostics, MeanExcessOfAParetoIsALine) {
  LomaxSeverity const law{40'000.0, 6.0};
  auto const found = diagnose_amounts(law, expected_sample(law, 20'000)).excess;
  ASSERT_GT(found.size(), 20u);
  for (ExcessPoint const& point : found) {
    double const line = (point.threshold + 40'000.0) / 5.0;
    EXPECT_NEAR(point.fitted / line, 1.0, 1e-9);
    EXPECT_NEAR(point.data, line, 2.0 * point.std_error);
  }
}

TEST(FitDiagnostics, MeanExcessOfAnExponentialIsFlatAndItsErrorKnown) {
  GammaSeverity const law{1.0, 2'000.0};
  auto const found = diagnose_amounts(law, expected_sample(law, 50'000)).excess;
  for (ExcessPoint const& point : found) {
    EXPECT_NEAR(point.fitted, 2'000.0, 1e-5);
    double const above = 50'000.0 * std::exp(-point.threshold / 2'000.0);
    if (above < 5'000.0) break;
    EXPECT_NEAR(point.std_error / (2'000.0 / std::sqrt(above)), 1.0, 0.01);
  }
}

TEST(FitDiagnostics, QuantilesOfTheExpectedSampleLieOnTheLine) {
  for (SeverityLaw const& law :
       {SeverityLaw{LognormalSeverity{8.0, 1.5}}, wrong_law(), SeverityLaw{LomaxSeverity{4'000.0, 2.5}}})
    for (QuantilePair const& pair : diagnose_amounts(law, expected_sample(law, 10'000)).quantiles)
      EXPECT_NEAR(std::log(pair.data / pair.fitted), 0.0, 0.02 * std::max(pair.log_error, 0.05));
}

TEST(FitDiagnostics, QuantilesOfADrawnSampleLieOnTheLineWithinTheirErrors) {
  std::vector<Amount> const sample = lognormal_sample(20'000, 11);
  EXPECT_LT(worst_pair(diagnose_amounts(LognormalSeverity{8.0, 1.5}, sample).quantiles), errors_allowed);
  EXPECT_GT(worst_pair(diagnose_amounts(wrong_law(), sample).quantiles), 5.0 * errors_allowed);
}

TEST(FitDiagnostics, BinsHoldWhatTheLawExpects) {
  LognormalSeverity const law{8.0, 1.5};
  double members = 0.0, expected = 0.0;
  for (AmountBin const& bin : diagnose_amounts(law, expected_sample(law, 5'000)).bins) {
    EXPECT_NEAR(static_cast<double>(bin.members), bin.expected, 1.0 + 1e-9);
    members += static_cast<double>(bin.members);
    expected += bin.expected;
  }
  EXPECT_EQ(members, 5'000.0);
  EXPECT_NEAR(expected, 5'000.0, 1e-8);
  auto const wrong = diagnose_amounts(wrong_law(), expected_sample(law, 5'000)).bins;
  EXPECT_TRUE(std::any_of(wrong.begin(), wrong.end(), [](AmountBin const& bin) {
    return std::abs(static_cast<double>(bin.members) - bin.expected) > 10.0 * std::sqrt(bin.expected);
  }));
}

TEST(FitDiagnostics, CurveIsTheDensityOfTheLogarithm) {
  for (DensityPoint const& point :
       diagnose_amounts(LognormalSeverity{8.0, 1.5}, lognormal_sample(1'000, 3)).curve) {
    double const z = (std::log(point.amount) - 8.0) / 1.5;
    EXPECT_NEAR(point.density, std::exp(-0.5 * z * z) / (1.5 * std::sqrt(2.0 * M_PI)), 1e-12);
  }
}

TEST(FitDiagnostics, TailOfAnExponential) {
  GammaSeverity const law{1.0, 500.0};
  auto const found = diagnose_amounts(law, expected_sample(law, 20'000)).tail;
  ASSERT_EQ(found.size(), 5u);
  for (TailQuantile const& row : found) {
    double const truth = -500.0 * std::log1p(-row.level);
    EXPECT_NEAR(row.fitted / truth, 1.0, 1e-10);
    // Sampling error of a quantile: √(p (1 − p) / N) over the density there.
    double const error = 500.0 * std::sqrt(row.level / (1.0 - row.level) / 20'000.0);
    EXPECT_NEAR(row.data, truth, 0.25 * error);  // the 11 nearest span a little of the curve
    EXPECT_NEAR(row.std_error / error, 1.0, 0.1);
  }
}

TEST(FitDiagnostics, TotalsOfSeveralClaimsAreMixedAsTheirNumbersAre) {
  GammaSeverity const claim{0.8, 300.0};
  std::vector<Amount> sample(30, Amount{1.0, 10.0});
  sample.resize(40, Amount{4.0, 10.0});
  TotalsLaw const law(claim, sample);
  boost::math::gamma_distribution<> const one(0.8, 300.0), four(3.2, 300.0);
  for (double const x : {5.0, 200.0, 900.0, 4'000.0}) {
    EXPECT_NEAR(law.cdf(x), 0.75 * cdf(one, x) + 0.25 * cdf(four, x), 1e-13);
    EXPECT_NEAR(law.log_scale_density(x), x * (0.75 * pdf(one, x) + 0.25 * pdf(four, x)), 1e-13);
    EXPECT_NEAR(law.quantile(law.cdf(x)) / x, 1.0, 1e-9);
  }
  EXPECT_NEAR(law.mean_excess(1e-9), 0.75 * 240.0 + 0.25 * 960.0, 1e-4);
}

TEST(FitDiagnostics, CountsOfTheExpectedSampleAreThoseOfTheLaw) {
  CountSample sample;
  boost::math::poisson_distribution<> const law(1.7);
  for (std::int64_t n = 0; n < 20; ++n) {
    sample.groups.push_back({1.0, n, 100'000.0 * pdf(law, static_cast<double>(n))});
    sample.members += sample.groups.back().times;
  }
  auto const classes = diagnose_counts(PoissonCount{1.7}, sample);
  double total = 0.0;
  for (CountClass const& one : classes) {
    double chance = 0.0;
    for (std::int64_t n = one.low; n <= one.high.value_or(40); ++n)
      chance += pdf(law, static_cast<double>(n));
    EXPECT_NEAR(one.fitted, chance, 1e-12);
    EXPECT_NEAR(one.data, one.fitted, 5.51e-5);  // half of 11 members
    total += one.fitted;
  }
  EXPECT_NEAR(total, 1.0, 1e-12);
  EXPECT_GT(std::abs(diagnose_counts(PoissonCount{1.5}, sample).front().fitted - classes.front().data), 0.03);
}

TEST(FitDiagnostics, ExposureIsInTheExpectedCounts) {
  CountSample sample;
  sample.members = 60.0;
  sample.groups = {{0.5, 0, 25.0}, {0.5, 1, 5.0}, {2.0, 0, 5.0}, {2.0, 1, 25.0}};
  auto const classes = diagnose_counts(PoissonCount{0.9}, sample);
  EXPECT_NEAR(classes.front().fitted, 0.5 * (std::exp(-0.45) + std::exp(-1.8)), 1e-12);
}

}  // namespace
}  // namespace plimsoll
