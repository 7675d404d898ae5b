#include "plimsoll/models/cost/credibility.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace plimsoll {
namespace {

using Cells = std::vector<std::vector<Observed>>;

Cells drawn(std::mt19937_64& engine, double spread) {
  Cells cells(std::uniform_int_distribution<std::size_t>(2, 12)(engine));
  for (auto& years : cells) {
    double const mean = 100.0 + spread * std::normal_distribution<>()(engine);
    years.resize(std::uniform_int_distribution<std::size_t>(2, 6)(engine));
    for (Observed& year : years) {
      year.exposure = std::exp(std::normal_distribution<>(3.0, 1.5)(engine));
      year.mean = mean + 40.0 / std::sqrt(year.exposure) * std::normal_distribution<>()(engine);
    }
  }
  return cells;
}

Cells with_exposure_times(Cells cells, double factor) {
  for (auto& years : cells)
    for (Observed& year : years) year.exposure *= factor;
  return cells;
}

TEST(CredibilityProperties, WeightsLieBetween0And1AndGrowWithExposure) {
  std::mt19937_64 engine(51);
  int held_at_0 = 0;
  for (int set = 0; set < 500; ++set) {
    for (std::optional<double> const complement : {std::optional<double>{}, std::optional(100.0)}) {
      BuhlmannStraub const found = buhlmann_straub(drawn(engine, set % 3 == 0 ? 0.0 : 15.0), complement);
      held_at_0 += found.unbiased_between < 0.0;
      EXPECT_GE(found.between, 0.0);
      EXPECT_EQ(found.between, std::max(0.0, found.unbiased_between));
      double last = 0.0;
      for (double exposure = 1e-3; exposure < 1e9; exposure *= 10.0) {
        double const weight = found.weight_of(exposure);
        EXPECT_GE(weight, last);
        EXPECT_LE(weight, 1.0);
        last = weight;
      }
      auto const [low, high] = std::minmax_element(found.own.begin(), found.own.end());
      EXPECT_GE(found.collective, *low - 1e-9);
      EXPECT_LE(found.collective, *high + 1e-9);
    }
  }
  EXPECT_GT(held_at_0, 20);
}

TEST(CredibilityProperties, UnitsOfExposureAndMoneyDoNotMatter) {
  std::mt19937_64 engine(52);
  for (int set = 0; set < 200; ++set) {
    Cells cells = drawn(engine, 15.0);
    BuhlmannStraub const found = buhlmann_straub(cells);
    BuhlmannStraub const in_months = buhlmann_straub(with_exposure_times(cells, 12.0));
    for (auto& years : cells)
      for (Observed& year : years) year.mean *= 7.0;
    BuhlmannStraub const in_other_money = buhlmann_straub(cells);
    for (std::size_t i = 0; i < found.weight.size(); ++i) {
      EXPECT_NEAR(in_months.weight[i], found.weight[i], 1e-9);
      EXPECT_NEAR(in_other_money.weight[i], found.weight[i], 1e-9);
    }
    EXPECT_NEAR(in_other_money.between, 49.0 * found.between, 1e-6 * (1.0 + found.between));
  }
}

TEST(CredibilityProperties, CellsAlikeHaveNoWeightAndYearsAlikeHaveAll) {
  BuhlmannStraub const alike = buhlmann_straub({{{5, 1}, {5, 3}}, {{9, 1}, {9, 3}}});
  EXPECT_LT(alike.unbiased_between, 0.0);
  EXPECT_EQ(alike.weight, (std::vector<double>{0.0, 0.0}));
  EXPECT_DOUBLE_EQ(alike.collective, 2.0);
  BuhlmannStraub const certain = buhlmann_straub({{{5, 1}, {5, 1}}, {{9, 3}, {9, 3}}});
  EXPECT_EQ(certain.within, 0.0);
  EXPECT_EQ(certain.weight, (std::vector<double>{1.0, 1.0}));
}

TEST(CredibilityProperties, LimitedFluctuationGrowsWithClaims) {
  double last = 0.0;
  for (double claims = 0.0; claims < 3000.0; claims += 7.0) {
    double const weight = limited_fluctuation(claims, full_credibility_claims({}, 1.5));
    EXPECT_GE(weight, last);
    EXPECT_LE(weight, 1.0);
    last = weight;
  }
  EXPECT_LT(full_credibility_claims({0.90, 0.05}), full_credibility_claims({0.95, 0.05}));
  EXPECT_LT(full_credibility_claims({0.90, 0.05}), full_credibility_claims({0.90, 0.04}));
}

}  // namespace
}  // namespace plimsoll
