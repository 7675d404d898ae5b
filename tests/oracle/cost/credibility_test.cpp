#include "plimsoll/models/cost/credibility.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

// Standards as tabled by Longley-Cook (1962) and by Mahler and Dean, Credibility, in Foundations of Casualty
// Actuarial Science (4th ed., 2001), section 2, in whole claims.
TEST(LimitedFluctuation, PublishedStandards) {
  EXPECT_NEAR(full_credibility_claims({0.90, 0.05}), 1082, 0.5);
  EXPECT_NEAR(full_credibility_claims({0.95, 0.05}), 1537, 0.5);
  EXPECT_NEAR(full_credibility_claims({0.99, 0.05}), 2654, 0.5);
  EXPECT_NEAR(full_credibility_claims({0.90, 0.10}), 271, 0.5);
  EXPECT_NEAR(full_credibility_claims({0.95, 0.10}), 384, 0.5);
  EXPECT_NEAR(full_credibility_claims({0.95, 0.075}), 683, 0.5);
}

TEST(LimitedFluctuation, SeverityAndDispersionAddUp) {
  FullCredibility const standard{0.90, 0.05};
  // 1,082 (1 + cv²), 1,082 itself being rounded.
  EXPECT_NEAR(full_credibility_claims(standard, 2.0), 1082 * 5, 0.5 * 5);
  EXPECT_NEAR(full_credibility_claims(standard, 3.0), 1082 * 10, 0.5 * 10);
  EXPECT_NEAR(full_credibility_claims(standard, 2.0, 3.0), 1082 * 7, 0.5 * 7);
}

TEST(LimitedFluctuation, SquareRootRule) {
  EXPECT_NEAR(limited_fluctuation(300, 683), 0.663, 0.0005);  // Mahler and Dean, section 2.6
  EXPECT_EQ(limited_fluctuation(683, 683), 1.0);
  EXPECT_EQ(limited_fluctuation(10'000, 683), 1.0);
  EXPECT_EQ(limited_fluctuation(0, 683), 0.0);
  EXPECT_EQ(limited_fluctuation(683, std::numeric_limits<double>::infinity()), 0.0);
}

// S. Klugman, H. Panjer, G. Willmot, Loss Models, empirical Bayes estimation, example of two group
// policyholders: claims 10,000 and 13,000 of 50 and 60 members; 18,000, 21,000 and 17,000 of 100, 110 and
// 105.
TEST(BuhlmannStraub, TwoGroupPolicyholders) {
  BuhlmannStraub const found =
      buhlmann_straub({{{50, 10'000.0 / 50}, {60, 13'000.0 / 60}},
                       {{100, 18'000.0 / 100}, {110, 21'000.0 / 110}, {105, 17'000.0 / 105}}});
  // The book works with means rounded to cents, which moves the sum of squares by 0.04 %.
  EXPECT_NEAR(found.within, 17'837.87, 8.0);
  EXPECT_NEAR(found.between, 380.76, 0.2);
  EXPECT_NEAR(found.within / found.between, 46.85, 0.05);
  EXPECT_NEAR(found.weight[0], 0.70, 0.005);
  EXPECT_NEAR(found.weight[1], 0.87, 0.005);
  EXPECT_NEAR(found.collective, 191.74, 0.01);
}

// C. Hachemeister (1975), Credibility for regression models with application to trend: average claim amounts
// and numbers of claims of five states in twelve quarters. Figures as printed by cm() of the R package actuar
// (C. Dutang, V. Goulet, M. Pigeon 2008, J. Statistical Software 25-7), ratios and weights, unbiased
// estimators; see tests/oracle/cost/credibility_in_r.R.
struct State {
  std::vector<double> mean, claims;
};
std::vector<State> const hachemeister{
    {{1738, 1642, 1794, 2051, 2079, 2234, 2032, 2035, 2115, 2262, 2267, 2517},
     {7861, 9251, 8706, 8575, 7917, 8263, 9456, 8003, 7365, 7832, 7849, 9077}},
    {{1364, 1408, 1597, 1444, 1342, 1675, 1470, 1448, 1464, 1831, 1612, 1471},
     {1622, 1742, 1523, 1515, 1622, 1602, 1964, 1515, 1527, 1748, 1654, 1861}},
    {{1759, 1685, 1479, 1763, 1674, 2103, 1502, 1622, 1828, 2155, 2233, 2059},
     {1147, 1357, 1329, 1204, 998, 1077, 1277, 1218, 896, 1003, 1108, 1121}},
    {{1223, 1146, 1010, 1257, 1426, 1532, 1953, 1123, 1343, 1243, 1762, 1306},
     {407, 396, 348, 341, 315, 328, 352, 331, 287, 384, 321, 342}},
    {{1456, 1499, 1609, 1741, 1482, 1572, 1606, 1735, 1607, 1573, 1613, 1690},
     {2902, 3172, 3046, 3068, 2693, 2910, 3275, 2697, 2663, 3017, 3242, 3425}}};

TEST(BuhlmannStraub, HachemeisterAsInR) {
  std::vector<std::vector<Observed>> cells;
  for (State const& state : hachemeister) {
    cells.emplace_back();
    for (std::size_t j = 0; j < 12; ++j) cells.back().push_back({state.claims[j], state.mean[j]});
  }
  BuhlmannStraub const found = buhlmann_straub(cells);
  EXPECT_NEAR(found.within, 139120025.925, 1e-3);
  EXPECT_NEAR(found.between, 89638.7262328, 1e-7);
  EXPECT_NEAR(found.collective, 1683.71343705, 1e-8);
  std::vector<double> const weight{0.984740401933, 0.927635217975, 0.898475355207, 0.727909209401,
                                   0.958791149399};
  std::vector<double> const premium{2055.16535006, 1523.70627801, 1793.44360368, 1442.96654902,
                                    1603.28540446};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(found.weight[i], weight[i], 1e-12);
    EXPECT_NEAR(found.weight[i] * found.own[i] + (1.0 - found.weight[i]) * found.collective, premium[i],
                1e-8);
  }
}

TEST(BuhlmannStraub, CannotBeSeenInOneCellOrOneYear) {
  EXPECT_THROW(buhlmann_straub({{{1, 1}, {1, 2}}}), ModelError);
  EXPECT_THROW(buhlmann_straub({{{1, 1}}, {{1, 2}}}), ModelError);
}

}  // namespace
}  // namespace plimsoll
