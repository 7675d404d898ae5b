#include "plimsoll/models/cost/amount_comparison.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

std::vector<ObservedAmount> exact(std::vector<double> const& amounts, double truncation = 0.0) {
  std::vector<ObservedAmount> sample;
  for (double const amount : amounts) sample.push_back(ObservedAmount::exactly(amount, truncation));
  return sample;
}

std::vector<ObservedAmount> drawn(int size, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::vector<ObservedAmount> sample;
  for (int i = 0; i < size; ++i)
    sample.push_back(ObservedAmount::exactly(std::lognormal_distribution<>(7.0, 1.4)(engine)));
  return sample;
}

AmountFit exponential(double scale) {
  return {GammaSeverity{1.0, scale}, -10.0, 2, {}};
}

// A² = -n - Σ (2i - 1)/n (ln u_i + ln(1 - u_{n+1-i})), Anderson and Darling 1954.
double anderson_darling_by_formula(std::vector<double> u) {
  std::sort(u.begin(), u.end());
  double const n = static_cast<double>(u.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < u.size(); ++i)
    sum += (2.0 * static_cast<double>(i) + 1.0) / n * (std::log(u[i]) + std::log1p(-u[u.size() - 1 - i]));
  return -n - sum;
}

TEST(AmountMeasures, AreTheTextbookOnes) {
  std::vector<double> const amounts{30.0, 120.0, 45.0, 300.0, 80.0, 80.0};
  AmountMeasures const found = measures_of(exponential(100.0), exact(amounts));
  std::vector<double> u;
  for (double const x : amounts) u.push_back(-std::expm1(-x / 100.0));
  EXPECT_NEAR(*found.anderson_darling, anderson_darling_by_formula(u), 1e-10);
  EXPECT_DOUBLE_EQ(found.aic, 24.0);
  EXPECT_DOUBLE_EQ(found.bic, 20.0 + 2.0 * std::log(6.0));
  // The largest gap is at the smallest amount: nothing seen below it.
  EXPECT_NEAR(*found.ks, std::max(u[0], 1.0 - u[3]), 1e-12);
}

// An exponential forgets: amounts from 500 on are those from 0 on, moved.
TEST(AmountMeasures, TruncationIsTakenOut) {
  std::vector<double> const amounts{30.0, 120.0, 45.0, 300.0, 80.0};
  std::vector<double> moved = amounts;
  for (double& x : moved) x += 500.0;
  AmountMeasures const whole = measures_of(exponential(100.0), exact(amounts));
  AmountMeasures const above = measures_of(exponential(100.0), exact(moved, 500.0));
  EXPECT_NEAR(*above.ks, *whole.ks, 1e-12);
  EXPECT_NEAR(*above.anderson_darling, *whole.anderson_darling, 1e-9);
}

TEST(AmountMeasures, WeightsAreRepetitions) {
  std::vector<ObservedAmount> const weighted{ObservedAmount::exactly(30.0, 0.0, 2.0),
                                             ObservedAmount::exactly(200.0)};
  AmountMeasures const a = measures_of(exponential(100.0), weighted);
  AmountMeasures const b = measures_of(exponential(100.0), exact({30.0, 30.0, 200.0}));
  EXPECT_NEAR(*a.ks, *b.ks, 1e-12);
  EXPECT_NEAR(*a.anderson_darling, *b.anderson_darling, 1e-12);
  EXPECT_DOUBLE_EQ(a.bic, b.bic);
}

TEST(AmountMeasures, CappedAmountsHaveNoDistance) {
  std::vector<ObservedAmount> sample = exact({30.0, 120.0});
  sample.push_back(ObservedAmount::at_least(200.0));
  EXPECT_FALSE(measures_of(exponential(100.0), sample).ks);
}

TEST(AmountMeasures, MeanExcessTellsALightTail) {
  std::vector<ObservedAmount> const sample = drawn(5'000, 1);
  AmountFit const right = fit_amounts(SeverityFamily::lognormal, sample, "");
  AmountFit const light = fit_amounts(SeverityFamily::gamma, sample, "");
  EXPECT_LT(*measures_of(right, sample).mean_excess, 3.0);
  EXPECT_GT(*measures_of(light, sample).mean_excess, 3.0);
}

TEST(CompareAmounts, EveryMeasureFindsTheFamilyDrawnFrom) {
  std::vector<ObservedAmount> const sample = drawn(3'000, 2);
  std::vector<AmountCandidate> const candidates = compare_amounts(
      {SeverityFamily::gamma, SeverityFamily::weibull, SeverityFamily::lognormal}, sample, "cell a");
  for (auto const& [name, criterion] : Names<Criterion>::pairs)
    EXPECT_EQ(best_of(candidates, criterion), 2u) << name;
  EXPECT_EQ(candidates[2].note, "");
}

// A Pareto tail of index below 1 has no mean: listed, with the reason, never the best.
TEST(CompareAmounts, LawsWithoutAMeanAreNotChosen) {
  std::mt19937_64 engine(5);
  std::vector<ObservedAmount> sample;
  for (int i = 0; i < 2'000; ++i)
    sample.push_back(ObservedAmount::exactly(
        100.0 * (std::pow(std::uniform_real_distribution<>(1e-12, 1.0)(engine), -1.25) - 1.0)));
  std::vector<AmountCandidate> const candidates =
      compare_amounts({SeverityFamily::lomax, SeverityFamily::lognormal}, sample, "", HeldOut::none);
  EXPECT_LT(candidates[0].measures.aic, candidates[1].measures.aic);
  EXPECT_NE(candidates[0].note, "");
  EXPECT_EQ(best_of(candidates, Criterion::aic), 1u);
  EXPECT_EQ(best_of(candidates, Criterion::log_score), std::nullopt);
}

TEST(CompareAmounts, AFamilyThatCannotBeFittedIsListed) {
  std::vector<AmountCandidate> const candidates = compare_amounts(
      {SeverityFamily::gpd, SeverityFamily::gamma}, drawn(100, 3), "cell a, category b", HeldOut::none);
  EXPECT_FALSE(candidates[0].fit);
  EXPECT_TRUE(candidates[0].note.starts_with("cell a, category b"));
  EXPECT_TRUE(candidates[1].fit);
}

TEST(FitAmounts, EmpiricalBodyFollowsTheData) {
  std::vector<ObservedAmount> const sample = drawn(4'000, 4);
  AmountFit const fit = fit_amounts(SeverityFamily::empirical_gpd, sample, "");
  EXPECT_EQ(fault_of(fit.law), "");
  double sum = 0.0;
  for (ObservedAmount const& one : sample) sum += one.low;
  EXPECT_NEAR(mean(fit.law) / (sum / 4'000.0), 1.0, 0.02);
  EXPECT_LT(*measures_of(fit, sample).ks, 0.015);
  EXPECT_THROW(fit_amounts(SeverityFamily::empirical_gpd, drawn(200, 4), "cell a"), ModelError);
}

TEST(FitAmounts, EqualAmountsAreRefusedByName) {
  try {
    fit_amounts(SeverityFamily::burr, exact({5.0, 5.0, 5.0}), "cell a, category b");
    FAIL();
  } catch (ModelError const& error) {
    EXPECT_TRUE(std::string(error.what()).starts_with("cell a, category b"));
  }
}

}  // namespace
}  // namespace plimsoll
