#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "plimsoll/models/unpaid/margin.hpp"
#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "support/triangles.hpp"

namespace plimsoll {
namespace {

// Mortgage guarantee claims of Sanders (1990), as printed in table 4 of Mack (1993).
test::Matrix const mortgage{{58046, 127970, 476599, 1027692, 1360489, 1647310, 1819179, 1906852, 1950105},
                            {24492, 141767, 984288, 2142656, 2961978, 3683940, 4048898, 4115760},
                            {32848, 274682, 1522637, 3203427, 4445927, 5158781, 5342585},
                            {21439, 529828, 2900301, 4999019, 6460112, 6853904},
                            {40397, 763394, 2920745, 4989572, 5648563},
                            {90748, 951994, 4210640, 5866482},
                            {62096, 868480, 1954797},
                            {24983, 284441},
                            {13121}};

/// The rounding of a figure printed with so many decimals.
double half_of_last_digit(int decimals) {
  return 0.5 * std::pow(10.0, -decimals) * (1.0 + 1e-9);
}

TEST(MortgageGuarantee, ReservesAndErrorsOfMack1993) {
  PaidTriangle const triangle = test::triangle_of(mortgage);
  UnpaidClaims const claims = chain_ladder(triangle, develop(triangle));
  // Tables 5 and 6: reserves in thousands, errors in per cent of them.
  std::vector<double> const thousands{0, 93, 265, 834, 1568, 3696, 3487, 2956, 1647};
  std::vector<double> const per_cent{0, 65, 53, 38, 38, 28, 37, 61, 133};
  for (std::size_t i = 1; i < thousands.size(); ++i) {
    double const unpaid = claims.periods[i].unpaid();
    EXPECT_NEAR(unpaid / 1000.0, thousands[i], 0.5) << i;
    EXPECT_NEAR(100.0 * claims.periods[i].error->total() / unpaid, per_cent[i], 0.5) << i;
  }
  EXPECT_EQ(claims.periods[0].unpaid(), 0.0);
  EXPECT_EQ(claims.periods[0].error->total(), 0.0);
  EXPECT_NEAR(claims.unpaid() / 1000.0, 14547, 0.5);
  EXPECT_NEAR(100.0 * claims.error.total() / claims.unpaid(), 26, 0.5);
}

TEST(MortgageGuarantee, DevelopmentOfMack1999) {
  PaidTriangle const triangle = test::triangle_of(mortgage);
  Development const development = develop(triangle);
  // Table 1 of Mack (1999): factor, its error, sigma, each with the decimals printed.
  struct Printed {
    double factor;
    int factor_decimals;
    double error, sigma;
    int error_decimals, sigma_decimals;
  };
  std::vector<Printed> const printed{{11.10, 1, 2.24, 1337, 2, 0},   {4.092, 3, 0.517, 988.5, 3, 1},
                                     {1.708, 3, 0.122, 440.1, 3, 1}, {1.276, 3, 0.051, 207, 3, 0},
                                     {1.139, 3, 0.042, 164.2, 3, 1}, {1.069, 3, 0.023, 74.60, 3, 2},
                                     {1.026, 3, 0.015, 35.49, 3, 2}, {1.023, 3, 0.012, 16.89, 3, 2}};
  ASSERT_EQ(development.steps.size(), printed.size());
  for (std::size_t k = 0; k < printed.size(); ++k) {
    AgeToAge const& step = development.steps[k];
    EXPECT_NEAR(step.factor, printed[k].factor, half_of_last_digit(printed[k].factor_decimals)) << k;
    EXPECT_NEAR(step.std_error, printed[k].error, half_of_last_digit(printed[k].error_decimals)) << k;
    EXPECT_NEAR(step.sigma, printed[k].sigma, half_of_last_digit(printed[k].sigma_decimals)) << k;
    EXPECT_EQ(step.sigma_by_rule, k == 7);
  }
}

TEST(MortgageGuarantee, UltimatesWithTheTailOfMack1999) {
  PaidTriangle const triangle = test::triangle_of(mortgage);
  UnpaidClaims const claims = chain_ladder(triangle, develop(triangle, {1.05, 0.02, 71.0}));
  std::vector<double> const thousands{2048, 4420, 5888, 8073, 7577, 10041, 5714, 3403, 1743};
  for (std::size_t i = 0; i < thousands.size(); ++i)
    EXPECT_NEAR(claims.periods[i].ultimate / 1000.0, thousands[i], 0.5) << i;
  // Every period agrees; the total printed is 0.7 above the sum of ours.
  EXPECT_NEAR(claims.ultimate() / 1000.0, 48906, 1.0);
  // The oldest period is past every lag: its error is the tail's alone.
  double const paid = 1950105;
  EXPECT_NEAR(claims.periods[0].error->process, 71.0 * std::sqrt(paid), 1e-6);
  EXPECT_NEAR(claims.periods[0].error->parameter, 0.02 * paid, 1e-6);
}

// A textbook month by month: paid so far in thousands, tail 1.005; every figure has the digits printed there.
class MonthlyExample : public testing::Test {
 protected:
  PaidTriangle triangle = test::triangle_of({{400, 820, 940, 960}, {420, 850, 965}, {410, 835}, {430}});
  Development development = develop(triangle, {1.005, 0.0, 0.0});
  UnpaidClaims claims = chain_ladder(triangle, development);
};

TEST_F(MonthlyExample, FactorsAndCompletion) {
  EXPECT_NEAR(development.steps[0].factor, 2.036585, 5e-7);
  EXPECT_NEAR(development.steps[1].factor, 1.140719, 5e-7);
  EXPECT_NEAR(development.steps[2].factor, 1.021277, 5e-7);
  std::vector<double> const completion{.995025, .974295, .854107, .419382};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(claims.periods[i].completion, completion[i], 5e-7);
}

TEST_F(MonthlyExample, UltimateAndUnpaid) {
  std::vector<double> const ultimate{964.80, 990.46, 977.63, 1025.32}, unpaid{4.80, 25.46, 142.63, 595.32};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(claims.periods[i].ultimate, ultimate[i], 0.005);
    EXPECT_NEAR(claims.periods[i].unpaid(), unpaid[i], 0.005);
  }
  EXPECT_NEAR(claims.unpaid(), 768.21, 0.005);
}

TEST_F(MonthlyExample, BornhuetterFergusonAndMarginApart) {
  UnpaidClaims const chosen = bornhuetter_ferguson(claims, {{"4", 97.5, 10.0}});
  EXPECT_NEAR(chosen.periods[3].unpaid(), 566.10, 0.005);
  EXPECT_NEAR(chosen.unpaid(), 738.99, 0.005);
  double const added = margin(chosen.unpaid(), chosen.error.total(), MarginShare{0.10});
  EXPECT_NEAR(chosen.unpaid() + added, 812.89, 0.005);
  EXPECT_NEAR(chosen.unpaid(), 738.99, 0.005);
  EXPECT_FALSE(chosen.periods[3].error.has_value());
  EXPECT_EQ(chosen.periods[2].unpaid(), claims.periods[2].unpaid());
}

}  // namespace
}  // namespace plimsoll
