// Pay for performance over random contracts: fixed seed, scores from nothing to all, cost on both sides of
// its test.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "support/term_line.hpp"

namespace plimsoll {
namespace {

constexpr int payment_repeats = 300;

struct Draw {
  std::mt19937_64 words{20260715};
  double operator()(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(words);
  }
};

/// One contract of each family; `score` climbs, `dollars` scales.
std::vector<std::vector<NamedTerm>> contracts(double score, double dollars, double slope) {
  auto const bonus = [&](Term gate) {
    return std::vector<NamedTerm>{{"bonus", Bonus{{}, dollars, {}}, {}},
                                  {"gate", std::move(gate), {}},
                                  {"cost", CostGate{400.0, 0.03, 0.3}, {}}};
  };
  return {
      bonus(QualityGate{score, 0.5}),
      bonus(MeasureGate{{score, score * score, 1.0}, 2.0}),
      bonus(Ladder{score, {{0.2, 0.1}, {0.5, 0.4}, {0.9, 1.0}}}),
      bonus(LinearLadder{score, 0.3, 0.8}),
      {{"mips", MipsAdjustment{dollars, score, 0.75, 0.09, slope, 0.1}, {}}},
      {{"mips",
        MipsCategoryAdjustment{dollars, score, score, score, 1.0, 0.5, 0.0, 0.2, 0.3, 0.75, 0.09, slope},
        {}}},
      {{"vbp", ValueBasedPurchasing{dollars, score, 0.05, slope, 1.1, 0.05}, {}}},
      {{"hrrp", ReadmissionsReduction{dollars, slope, 0.03, {{"a", dollars / 9.0, 2.0 - score, 1.0}}}, {}}}};
}

Position year(double pmpm) {
  Position at;
  at.months = 12'000.0;
  at.cost = pmpm * 12'000.0;
  return at;
}

TEST(PerformancePayProperty, SettlesWithinItsBounds) {
  Draw draw;
  for (int repeat = 0; repeat < payment_repeats; ++repeat) {
    Position const at = year(draw(200.0, 450.0));
    for (auto const& terms : contracts(draw(0.0, 1.0), std::exp(draw(5.0, 18.0)), draw(0.0, 2.5))) {
      double const settled = test::settlement_of(terms, at);
      ASSERT_TRUE(std::isfinite(settled)) << terms.front().name;
      ASSERT_GE(settled, -test::most_owed(terms, at)) << terms.front().name;
      ASSERT_LE(settled, test::most_earned_by(terms, at)) << terms.front().name;
    }
  }
}

TEST(PerformancePayProperty, ABetterScoreIsNeverPaidLess) {
  Draw draw;
  for (int repeat = 0; repeat < payment_repeats; ++repeat) {
    Position const at = year(draw(200.0, 450.0));
    double const score = draw(0.0, 1.0), better = draw(score, 1.0), dollars = std::exp(draw(5.0, 18.0)),
                 slope = draw(0.0, 2.5);
    auto const low = contracts(score, dollars, slope), high = contracts(better, dollars, slope);
    for (std::size_t i = 0; i < low.size(); ++i)
      ASSERT_LE(test::settlement_of(low[i], at), test::settlement_of(high[i], at)) << low[i].front().name;
  }
}

TEST(PerformancePayProperty, ScalingDollarsScalesTheSettlement) {
  Draw draw;
  for (int repeat = 0; repeat < payment_repeats; ++repeat) {
    Position const at = year(draw(200.0, 450.0));
    double const score = draw(0.0, 1.0), dollars = std::exp(draw(5.0, 18.0)), slope = draw(0.0, 2.5);
    auto const one = contracts(score, dollars, slope), four = contracts(score, 4.0 * dollars, slope);
    for (std::size_t i = 0; i < one.size(); ++i)  // each is rounded to its own cent
      ASSERT_NEAR(4.0 * test::settlement_of(one[i], at), test::settlement_of(four[i], at), 0.0251)
          << one[i].front().name;
  }
}

}  // namespace
}  // namespace plimsoll
