#include <gtest/gtest.h>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t grid = 200'000;

/// The standard normal at the middles of n equal shares: its sample measures are the law's, up to the grid.
std::vector<double> normal_grid() {
  boost::math::normal_distribution<double> const law;
  std::vector<double> column(grid);
  for (std::size_t i = 0; i < grid; ++i)
    column[i] = quantile(law, (static_cast<double>(i) + 0.5) / static_cast<double>(grid));
  return column;
}

double density(double x) {
  return std::exp(-x * x / 2.0) / std::sqrt(2.0 * 3.14159265358979323846);
}

// VaR_p = z_p, TVaR_p = phi(z_p) / (1 - p), E[X | X > 0] = sqrt(2 / pi), E[(X - a)+] = phi(a) - a (1 -
// Phi(a)).
TEST(SampleOracle, StandardNormal) {
  std::vector<double> const column = normal_grid();
  Sample const sample("z", Unit::none, column);
  for (auto const& [p, z] :
       {std::pair{0.75, 0.6744898}, {0.90, 1.2815516}, {0.95, 1.6448536}, {0.99, 2.3263479}}) {
    EXPECT_NEAR(sample.percentile(p).value, z, 2e-4) << p;
    EXPECT_NEAR(sample.tail_value_at_risk(p).value, density(z) / (1.0 - p), 2e-4) << p;
    double const asymptotic = std::sqrt(p * (1.0 - p) / static_cast<double>(grid)) / density(z);
    EXPECT_NEAR(sample.percentile(p).std_error / asymptotic, 1.0, 0.01) << p;
  }
  EXPECT_NEAR(sample.mean_if_above(0.0).value, 0.7978846, 1e-5);
  EXPECT_NEAR(sample.expected_excess(1.0).value, density(1.0) - 0.1586553, 1e-5);
  EXPECT_NEAR(sample.standard_deviation().value, 1.0, 1e-4);
  EXPECT_NEAR(sample.standard_deviation().std_error, 1.0 / std::sqrt(2.0 * static_cast<double>(grid)), 1e-5);
  EXPECT_NEAR(sample.mean().std_error, 1.0 / std::sqrt(static_cast<double>(grid)), 1e-6);
}

// Owed 0 with chance 0.8, 5 with 0.1, the cap 10 with 0.1. VaR_u = 5 for u in (0.8, 0.9], 10 above, so at p =
// 0.85 TVaR = (0.05 * 5 + 0.10 * 10) / 0.15 = 8.333..., while E[L | L > VaR] = 10 and E[L | L >= VaR] = 7.5.
TEST(SampleOracle, AtomsAtZeroAndAtTheCap) {
  std::vector<double> const column{0, 10, 0, 0, 0, 5, 0, 0, 0, 0};
  Sample const sample("owed", Unit::dollars, column);
  EXPECT_EQ(sample.percentile(0.85).value, 5.0);
  EXPECT_NEAR(sample.tail_value_at_risk(0.85).value, 1.25 / 0.15, 1e-14);
  EXPECT_EQ(sample.mean_if_above(5.0).value, 10.0);
  EXPECT_EQ(sample.percentile(0.75).value,
            0.0);  // P(L > 0) = 0.2 < 0.25: the percentile says nothing, TVaR does
  EXPECT_NEAR(sample.tail_value_at_risk(0.75).value, 1.5 / 0.25, 1e-14);
  EXPECT_EQ(sample.tail_value_at_risk(0.95).value, 10.0);
}

TEST(SampleOracle, AtomAtTheCapHasNoTailError) {
  std::vector<double> column(1000, 0.0);
  for (std::size_t i = 0; i < 200; ++i) column[5 * i] = 10.0;
  Sample const sample("owed", Unit::dollars, column);
  EXPECT_EQ(sample.percentile(0.95).value, 10.0);
  EXPECT_EQ(sample.percentile(0.95).interval, (Interval{10.0, 10.0}));
  EXPECT_EQ(sample.tail_value_at_risk(0.95).value, 10.0);
  EXPECT_EQ(sample.tail_value_at_risk(0.95).std_error, 0.0);
}

// reserves.md section 6, ten equally likely losses: TVaR_0.80 of the sum is (4.0 + 2.4) / 2 = 3.2, of A 2.2,
// of B 1.2.
TEST(SampleOracle, WorkedPortfolio) {
  std::vector<double> const a{-2.0, -1.5, -1.0, -0.5, 0.0, 0.2, 0.5, 1.0, 1.8, 2.6};
  std::vector<double> const b{-1.0, -0.5, -0.8, 0.2, -0.3, -0.6, 1.0, -0.2, 0.6, 1.4};
  std::vector<double> sum(10);
  for (std::size_t i = 0; i < 10; ++i) sum[i] = a[i] + b[i];
  EXPECT_NEAR(Sample("a", Unit::dollars, a).tail_value_at_risk(0.80).value, 2.2, 1e-14);
  EXPECT_NEAR(Sample("b", Unit::dollars, b).tail_value_at_risk(0.80).value, 1.2, 1e-14);
  EXPECT_NEAR(Sample("a+b", Unit::dollars, sum).tail_value_at_risk(0.80).value, 3.2, 1e-14);
}

// Hand-worked: 1, 2, 3, 10. Mean 4, deviations -3 -2 -1 6: squares sum to 50, cubes to 180, fourth powers to
// 1394.
TEST(SampleOracle, MomentsAndTheirErrorsByHand) {
  std::vector<double> const column{2.0, 10.0, 1.0, 3.0};
  Sample const sample("x", Unit::none, column);
  double const s = std::sqrt(50.0 / 3.0);
  double const variance_of_s = (1394.0 / 4.0 - s * s * s * s) / 4.0 / (4.0 * s * s);
  EXPECT_NEAR(sample.standard_deviation().value, s, 1e-14);
  EXPECT_NEAR(sample.standard_deviation().std_error, std::sqrt(variance_of_s), 1e-14);
  double const covariance = (180.0 / 4.0) / (2.0 * s * 4.0);
  EXPECT_NEAR(sample.mean_plus_deviations(0.5).value, 4.0 + 0.5 * s, 1e-14);
  EXPECT_NEAR(sample.mean_plus_deviations(0.5).std_error,
              std::sqrt(s * s / 4.0 + 0.25 * variance_of_s + covariance), 1e-14);
}

}  // namespace
}  // namespace plimsoll
