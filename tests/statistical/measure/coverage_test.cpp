// Every standard error is judged by what it is for: the 95 % interval holds the true value in 95 % of 2,000
// samples of 2,000 trials, within 4.9 binomial standard errors (0.024). The same intervals at half width must
// fail that check.

#include "statistical/measure/coverage.hpp"

#include <gtest/gtest.h>

#include "plimsoll/models/measure/paired.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "support/binomial.hpp"

namespace plimsoll {
namespace {

using test::Coverage;
using test::coverage_of;
using test::tolerance;

using Normal = std::normal_distribution<double>;
using Column = std::span<double const>;

void expect_nominal(Coverage const& coverage, double nominal = 0.95) {
  testing::Test::RecordProperty("coverage", std::to_string(coverage.reported));
  EXPECT_NEAR(coverage.reported, nominal, tolerance(nominal));
  EXPECT_GT(std::abs(coverage.halved - nominal), tolerance(nominal))
      << "the check cannot see an error halved";
}

Sample sample_of(Column column) {
  return Sample("x", Unit::none, column);
}

using test::binomial_between;

/// Owed under a cap: standard normal shifted down, cut at 0 (chance 0.6915) and at the cap 1.5 (chance
/// 0.0228).
struct Capped {
  Normal normal{-0.5, 1.0};
  template <class Engine>
  double operator()(Engine& engine) {
    return std::clamp(normal(engine), 0.0, 1.5);
  }
};

/// Integral of the capped law's TVaR by the survival function: E[(L - v)+] = integral_v^1.5 P(N > x + 0.5)
/// dx.
double capped_excess(double v) {
  auto const primitive = [](double x) {  // of P(N > x)
    return x * 0.5 * std::erfc(x / std::sqrt(2.0)) -
           std::exp(-x * x / 2.0) / std::sqrt(2.0 * 3.14159265358979323846);
  };
  return primitive(2.0) - primitive(v + 0.5);
}

TEST(Coverage, MeanOfASkewedLaw) {
  expect_nominal(coverage_of(11, 1.0, std::exponential_distribution<double>(1.0),
                             [](Column column) { return sample_of(column).mean(); }));
}

TEST(Coverage, StandardDeviation) {
  expect_nominal(coverage_of(12, 3.0, Normal(5.0, 3.0),
                             [](Column column) { return sample_of(column).standard_deviation(); }));
}

TEST(Coverage, Percentile) {
  for (auto const& [p, z] : {std::pair{0.50, 0.0}, {0.95, 1.6448536269514722}}) {
    auto const [low, high] = percentile_rank_interval(p, test::trials);
    expect_nominal(
        coverage_of(13, z, Normal(), [p = p](Column column) { return sample_of(column).percentile(p); }),
        binomial_between(low, high - 1, test::trials, p));
  }
}

// Half-width / 1.96 is also a standard error in the plain sense: the values scatter by it.
TEST(Coverage, PercentileValuePlusMinusItsError) {
  expect_nominal(coverage_of(14, 1.2815515655446004, Normal(), [](Column column) {
    Figure const figure = sample_of(column).percentile(0.90);
    return normal_figure(figure.id, figure.value, figure.std_error, figure.unit);
  }));
}

TEST(Coverage, TailValueAtRiskOfTheNormal) {
  double const truth = 0.17549833193248685 / 0.10;  // phi(z_0.9) / (1 - p)
  expect_nominal(coverage_of(15, truth, Normal(),
                             [](Column column) { return sample_of(column).tail_value_at_risk(0.90); }));
}

TEST(Coverage, TailValueAtRiskBetweenAtoms) {
  double const v = 1.2815515655446004 - 0.5;
  expect_nominal(coverage_of(16, v + capped_excess(v) / 0.10, Capped(),
                             [](Column column) { return sample_of(column).tail_value_at_risk(0.90); }));
}

// VaR_0.5 lies in the atom at zero, so TVaR is E[L] / 0.5 and its error that of the mean, doubled.
TEST(Coverage, TailValueAtRiskInsideTheAtom) {
  expect_nominal(coverage_of(17, capped_excess(0.0) / 0.50, Capped(),
                             [](Column column) { return sample_of(column).tail_value_at_risk(0.50); }));
}

TEST(Coverage, ProbabilityAbove) {
  expect_nominal(coverage_of(18, 0.30853753872598690, Capped(),
                             [](Column column) { return sample_of(column).probability_above(0.0); }));
}

TEST(Coverage, MeanIfAbove) {
  expect_nominal(coverage_of(19, capped_excess(0.0) / 0.30853753872598690, Capped(),
                             [](Column column) { return sample_of(column).mean_if_above(0.0); }));
}

TEST(Coverage, ExpectedExcess) {
  expect_nominal(coverage_of(20, capped_excess(0.5), Capped(),
                             [](Column column) { return sample_of(column).expected_excess(0.5); }));
}

TEST(Coverage, Adequacy) {
  expect_nominal(coverage_of(21, 1.0 - 0.15865525393145705, Capped(),
                             [](Column column) { return sample_of(column).adequacy(0.5); }));
}

// Exponential: m3 = 2, so the covariance of mean and sd is three fifths of the two variances at k = 1.
TEST(Coverage, MeanPlusDeviations) {
  expect_nominal(coverage_of(22, 2.0, std::exponential_distribution<double>(1.0),
                             [](Column column) { return sample_of(column).mean_plus_deviations(1.0); }));
}

TEST(Coverage, PairedDifference) {
  std::vector<double> other(test::trials);
  expect_nominal(coverage_of(23, 0.25, Normal(), [&](Column column) {
    for (std::size_t i = 0; i < column.size(); ++i) other[i] = 0.5 * column[i] - 0.25;
    return paired_difference("d", Unit::none, column, other).mean;
  }));
}

}  // namespace
}  // namespace plimsoll
