#include "plimsoll/models/cost/quadrature.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plimsoll {
namespace {

double moment(WeightedNodes const& nodes, int power) {
  double sum = 0.0;
  for (std::size_t i = 0; i < nodes.at.size(); ++i) sum += nodes.weight[i] * std::pow(nodes.at[i], power);
  return sum;
}

TEST(Quadrature, FewPointsStandForMany) {
  WeightedNodes scores;
  for (int i = 0; i < 1000; ++i) {
    scores.at.push_back(0.3 + 4.0 * std::pow(i / 1000.0, 3));
    scores.weight.push_back(1.0 + i % 7);
  }
  WeightedNodes const nodes = gauss_nodes(scores, 5);
  ASSERT_EQ(nodes.at.size(), 5u);
  for (int power = 0; power < 10; ++power)
    EXPECT_NEAR(moment(nodes, power) / moment(scores, power), 1.0, 1e-10) << power;
  EXPECT_GT(std::abs(moment(nodes, 10) / moment(scores, 10) - 1.0), 1e-9);
}

TEST(Quadrature, FewDistinctPointsAreKept) {
  WeightedNodes const nodes = gauss_nodes({{1.0, 2.0, 1.0, 1.0}, {1.0, 3.0, 2.0, 1.0}}, 4);
  EXPECT_EQ(nodes.at, (std::vector<double>{1.0, 2.0}));
  EXPECT_EQ(nodes.weight, (std::vector<double>{4.0, 3.0}));
}

TEST(Quadrature, FrailtyLawsHaveTheirMoments) {
  for (double cv : {0.2, 0.5, 1.0}) {
    double const square = cv * cv;
    WeightedNodes const gamma = gamma_nodes(cv, 16), lognormal = lognormal_nodes(cv, 32);
    EXPECT_NEAR(moment(gamma, 0), 1.0, 1e-12);
    EXPECT_NEAR(moment(gamma, 1), 1.0, 1e-12);
    EXPECT_NEAR(moment(gamma, 2), 1.0 + square, 1e-12);
    EXPECT_NEAR(moment(gamma, 3), (1.0 + square) * (1.0 + 2.0 * square), 1e-11);
    EXPECT_NEAR(moment(lognormal, 1), 1.0, 1e-12);
    EXPECT_NEAR(moment(lognormal, 2), 1.0 + square, 1e-10);
    EXPECT_NEAR(moment(lognormal, 3) / std::pow(1.0 + square, 3), 1.0, 1e-9);
  }
  EXPECT_EQ(gamma_nodes(0.0, 16).at, std::vector<double>{1.0});
}

}  // namespace
}  // namespace plimsoll
