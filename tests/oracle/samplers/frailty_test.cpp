// Normal scores and frailty factors from tables against their laws.
#include "plimsoll/models/cost/frailty_table.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "plimsoll/core/normal.hpp"
#include "support/simd_levels.hpp"

namespace plimsoll {
namespace {

TEST(FrailtyTable, ScoresAreNormalQuantiles) {
  FrailtyTable const table({FrailtyFamily::gamma, 0.5, 1.0});
  float before = -10.0f;
  for (double u = 1e-9; u < 1.0; u += 0.00037) {
    auto const word = static_cast<std::uint32_t>(u * 0x1p32);
    float const score = table.score(word);
    EXPECT_NEAR(score, normal_quantile((word + 0.5) * 0x1p-32), 0.0005) << u;
    EXPECT_GE(score, before);
    before = score;
  }
  EXPECT_NEAR(table.score(0), normal_quantile(0x1p-33), 0.2) << "the ends are those of 32 bits";
  EXPECT_EQ(table.score(0xFFFFFFFFu), -table.score(0));
}

struct Sums {
  double mean = 0.0, variance = 0.0;
};

/// Mean and variance of the factor over a fine grid of scores under the normal law.
Sums over_scores(FrailtyTable const& table) {
  constexpr double h = 0.001;
  double mean = 0.0, square = 0.0;
  for (double z = -6.5; z < 6.5; z += h) {
    double const factor = table.factor(static_cast<float>(z + 0.5 * h));
    double const chance = normal_cdf(z + h) - normal_cdf(z);
    mean += factor * chance;
    square += factor * factor * chance;
  }
  return {mean, square - mean * mean};
}

TEST(FrailtyTable, FactorsHaveMeanOneAndTheirCv) {
  for (FrailtyFamily family : {FrailtyFamily::gamma, FrailtyFamily::lognormal})
    for (double cv : {0.1, 0.5, 1.0, 1.6}) {
      Sums const sums = over_scores(FrailtyTable({family, cv, 1.0}));
      EXPECT_NEAR(sums.mean, 1.0, 2e-5) << cv;
      // A lognormal of wide spread has a little of its variance beyond 6.5 deviations.
      EXPECT_NEAR(std::sqrt(sums.variance) / cv, 1.0, cv > 1.0 ? 2e-3 : 3e-4) << cv;
    }
}

TEST(FrailtyTable, FactorsAreQuantiles) {
  FrailtyTable const table({FrailtyFamily::gamma, 0.5, 1.0});
  boost::math::gamma_distribution<> const law(4.0, 0.25);
  for (double u : {1e-5, 0.01, 0.3, 0.5, 0.9, 0.999, 1.0 - 1e-6})
    EXPECT_NEAR(table.factor(static_cast<float>(normal_quantile(u))) / quantile(law, u), 1.0, 2e-4) << u;
}

Frailty t_frailty(double degrees) {
  Frailty frailty{FrailtyFamily::gamma, 0.8, 1.0};
  frailty.degrees = degrees;
  return frailty;
}

/// Chances of the spreads, as words choose them.
std::vector<double> spread_chances() {
  std::vector<double> chances(39);
  for (std::uint64_t word = 0x800; word < (std::uint64_t{1} << 32); word += 0x1000)
    chances[static_cast<std::size_t>(spread_of(static_cast<std::uint32_t>(word)))] += 0x1p-20;
  return chances;
}

TEST(TFrailty, SpreadsComeByOctavesOfTheWidest) {
  std::vector<double> const chances = spread_chances();
  EXPECT_EQ(chances[0], 1.0 / 32.0);
  EXPECT_EQ(chances[30], 1.0 / 32.0);
  EXPECT_EQ(chances[31], 1.0 / 64.0);
  EXPECT_EQ(chances[37], 1.0 / 4096.0);
  EXPECT_EQ(chances[38], 1.0 / 4096.0);
}

TEST(TFrailty, FactorsHaveMeanOneAndTheirCv) {
  FrailtyTable const table(t_frailty(4.0));
  ASSERT_EQ(table.spreads(), 39);
  std::vector<double> const chances = spread_chances();
  double mean = 0.0, square = 0.0;
  constexpr double h = 0.002;
  for (std::int32_t spread = 0; spread < table.spreads(); ++spread)
    for (double z = -6.5; z < 6.5; z += h) {
      double const factor = table.factor(static_cast<float>(z + 0.5 * h), spread);
      double const chance = (normal_cdf(z + h) - normal_cdf(z)) * chances[static_cast<std::size_t>(spread)];
      mean += factor * chance;
      square += factor * factor * chance;
    }
  EXPECT_NEAR(mean, 1.0, 2e-5);
  EXPECT_NEAR(std::sqrt(square - mean * mean) / 0.8, 1.0, 5e-4);
}

/// Chance that two factors of one member, their scores uncorrelated but of one spread, both lie above the
/// factor's quantile at `level`.
double both_above(FrailtyTable const& table, double level) {
  boost::math::gamma_distribution<> const law(1.0 / 0.64, 0.64);
  double const limit = quantile(law, level);
  std::vector<double> const chances = spread_chances();
  double both = 0.0;
  for (std::int32_t spread = 0; spread < table.spreads(); ++spread) {
    double z = -6.5;
    while (z < 6.5 && table.factor(static_cast<float>(z), spread) <= limit) z += 1e-3;
    both += std::pow(normal_cdf(-z), 2) * chances[static_cast<std::size_t>(spread)];
  }
  return both;
}

/// The same of two t scores: both normal given the chi-square they share.
double both_above_by_t(double degrees, double level) {
  double const s = quantile(boost::math::students_t_distribution<>(degrees), level);
  boost::math::chi_squared_distribution<> const divisor(degrees);
  double both = 0.0;
  constexpr int parts = 20'000;
  for (int i = 0; i < parts; ++i)
    both += std::pow(normal_cdf(-s * std::sqrt(quantile(divisor, (i + 0.5) / parts) / degrees)), 2) / parts;
  return both;
}

TEST(TFrailty, TiesExtremesAsTheTCopulaDoes) {
  for (double degrees : {3.0, 6.0, 15.0}) {
    FrailtyTable const table(t_frailty(degrees));
    for (double level : {0.9, 0.95, 0.99})
      EXPECT_NEAR(both_above(table, level) / both_above_by_t(degrees, level), 1.0, 0.05)
          << degrees << " degrees at " << level;
    EXPECT_GT(both_above(table, 0.99), 1.5 * 1e-4) << "independent factors: 1e-4";
  }
}

TEST(FrailtyLanes, AreTheTableAtEveryWidth) {
  FrailtyTable const table({FrailtyFamily::lognormal, 0.8, 1.0});
  WordLanes words;
  draw_words({Seed{1}, {9}, Purpose::claims, 2026}, 0, trials_of({4}), lane_count, words);
  words[0][3] = 0;
  words[0][4] = 0xFFFFFFFFu;
  words[0][5] = 0x7FFFFFFFu;
  words[0][6] = 0x80000000u;
  test::at_every_simd_level([&] {
    MeanLanes scores, factors;
    draw_scores(table, words[0], scores);
    frailty_factors(table, scores, factors);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      ASSERT_EQ(scores[lane], table.score(words[0][lane])) << lane;
      ASSERT_EQ(factors[lane], table.factor(scores[lane])) << lane;
    }
    FrailtyTable const spread(t_frailty(4.0));
    CountLanes spreads;
    for (std::size_t lane = 0; lane < lane_count; ++lane) spreads[lane] = spread_of(words[1][lane]);
    frailty_factors(spread, scores, spreads, factors);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      ASSERT_EQ(factors[lane], spread.factor(scores[lane], spreads[lane])) << lane;
  });
}

}  // namespace
}  // namespace plimsoll
