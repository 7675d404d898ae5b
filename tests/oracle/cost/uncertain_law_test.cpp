// Estimated laws as trials draw them: closed forms of the mean's error, and the covariance of the estimates.
#include "plimsoll/models/cost/uncertain_law.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace plimsoll {
namespace {

CategoryLaw estimated(CountLaw const& count, std::vector<double> count_errors, SeverityLaw const& severity,
                      std::vector<double> errors, std::vector<double> correlations) {
  FitRecord record;
  record.count.standard_errors = std::move(count_errors);
  record.severity.standard_errors = std::move(errors);
  record.severity.correlations = std::move(correlations);
  return {"a", count, severity, record};
}

template <class Law>
double mean_of_means(UncertainLaw<Law> const& law) {
  double sum = 0.0;
  for (std::uint8_t place : law.law_of) sum += mean(law.laws[place]) / 8.0;
  return sum;
}

/// Variance of the logarithm of the mean: given the law, and from law to law.
template <class Law>
double variance_of_log_mean(UncertainLaw<Law> const& law) {
  double sum = 0.0, squares = 0.0;
  for (std::uint8_t place : law.law_of) {
    double const log_mean = std::log(mean(law.laws[place]));
    sum += log_mean / 8.0;
    squares += log_mean * log_mean / 8.0;
  }
  return law.deviation * law.deviation + squares - sum * sum;
}

TEST(UncertainLaw, APoissonHasOneLawAndTheErrorOfItsMean) {
  UncertainLaw<CountLaw> const law =
      uncertain_count(estimated(PoissonCount{0.4}, {0.02}, GammaSeverity{1.0, 1.0}, {}, {}));
  EXPECT_EQ(law.laws.size(), 1u);
  EXPECT_NEAR(law.deviation, 0.05, 1e-9);
}

// ln mean = mu + sigma² / 2, so its variance is se(mu)² + sigma² se(sigma)² + 2 sigma cov.
TEST(UncertainLaw, ALognormalsMeanHasTheErrorOfTheDeltaMethod) {
  double const sigma = 1.2, se_mu = 0.03, se_sigma = 0.02;
  for (double r : {0.0, 0.5, -0.7}) {
    UncertainLaw<SeverityLaw> const law = uncertain_severity(
        estimated(PoissonCount{1.0}, {}, LognormalSeverity{7.0, sigma}, {se_mu, se_sigma}, {r}));
    ASSERT_EQ(law.laws.size(), 3u) << "the estimate, and sigma either way";
    double const expected =
        se_mu * se_mu + sigma * sigma * se_sigma * se_sigma + 2.0 * sigma * r * se_mu * se_sigma;
    EXPECT_NEAR(variance_of_log_mean(law) / expected, 1.0, 2e-3) << r;
    EXPECT_NEAR(mean_of_means(law) / mean(SeverityLaw{LognormalSeverity{7.0, sigma}}), 1.0, 1e-12);
    double const low = std::get<LognormalSeverity>(law.laws[2]).sigma,
                 high = std::get<LognormalSeverity>(law.laws[1]).sigma;
    // Eight places, one either way at two deviations of ln sigma: the variance of ln sigma is kept.
    EXPECT_NEAR(std::abs(std::log(high / low)), 4.0 * se_sigma / sigma, 1e-6);
  }
}

// A gamma of shape k and scale s: ln mean = ln k + ln s; fits have them strongly against each other.
TEST(UncertainLaw, AGammasMeanIsKnownBetterThanItsParameters) {
  GammaSeverity const gamma{0.8, 900.0};
  double const k = 0.02, s = 40.0, r = -0.9;
  UncertainLaw<SeverityLaw> const law =
      uncertain_severity(estimated(PoissonCount{1.0}, {}, gamma, {k, s}, {r}));
  double const a = k / 0.8, b = s / 900.0;
  EXPECT_NEAR(variance_of_log_mean(law) / (a * a + b * b + 2.0 * r * a * b), 1.0, 2e-3);
}

TEST(UncertainLaw, ManyShapesTakeAPlaceEitherWayEach) {
  UncertainLaw<SeverityLaw> const law =
      uncertain_severity(estimated(PoissonCount{1.0}, {}, Gb2Severity{500.0, 1.4, 1.1, 2.2},
                                   {25.0, 0.05, 0.08, 0.2}, {-0.3, 0.2, -0.6, 0.5, -0.4, 0.1}));
  EXPECT_EQ(law.laws.size(), 7u);
  EXPECT_NEAR(mean_of_means(law) / mean(SeverityLaw{Gb2Severity{500.0, 1.4, 1.1, 2.2}}), 1.0, 1e-12);
  double estimate = 0.0;
  for (std::uint8_t place : law.law_of) estimate += place == 0 ? 1.0 : 0.0;
  EXPECT_EQ(estimate, 2.0);
}

TEST(UncertainLaw, CredibilityShrinksTheError) {
  CategoryLaw law = estimated(PoissonCount{0.4}, {0.02}, GammaSeverity{1.0, 1.0}, {}, {});
  law.fit->credibility = CredibilityRecord{0.25, 100.0};
  EXPECT_NEAR(uncertain_count(law).deviation, 0.025, 1e-9) << "a weight of 1/4 is half the error";
}

TEST(UncertainLaw, MeanMatchingKeepsTheErrorInProportion) {
  CategoryLaw law = estimated(PoissonCount{1.0}, {}, GammaSeverity{0.8, 900.0}, {0.02, 40.0}, {-0.9});
  double const before = variance_of_log_mean(uncertain_severity(law));
  law.severity = scaled(law.severity, 1.3);
  law.fit->mean_factor = 1.3;
  UncertainLaw<SeverityLaw> const after = uncertain_severity(law);
  EXPECT_NEAR(variance_of_log_mean(after) / before, 1.0, 1e-6);
  EXPECT_NEAR(mean_of_means(after), mean(law.severity), 1e-9 * mean(law.severity));
}

TEST(UncertainLaw, WithoutErrorsItIsKnown) {
  CategoryLaw law = estimated(NegativeBinomialCount{1.0, 2.0}, {}, LognormalSeverity{7.0, 1.0}, {}, {});
  EXPECT_TRUE(uncertain_count(law).is_known());
  EXPECT_TRUE(uncertain_severity(law).is_known());
  law.fit.reset();
  EXPECT_TRUE(uncertain_severity(law).is_known());
}

// A hurdle's chance next to its bound, and a tail whose mean would be infinite two deviations out.
TEST(UncertainLaw, LawsThatCannotBeDrawnAreComeNearTo) {
  UncertainLaw<SeverityLaw> const law =
      uncertain_severity(estimated(PoissonCount{1.0}, {}, LomaxSeverity{900.0, 1.3}, {300.0, 0.4}, {0.9}));
  for (SeverityLaw const& one : law.laws) EXPECT_TRUE(std::isfinite(mean(one)) && fault_of(one).empty());
  EXPECT_TRUE(
      uncertain_count(estimated(BernoulliCount{1.0}, {0.0}, GammaSeverity{1.0, 1.0}, {}, {})).is_known());
}

}  // namespace
}  // namespace plimsoll
