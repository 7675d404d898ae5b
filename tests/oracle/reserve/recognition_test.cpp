// reserves.md section 4.2: ENHANCED, 12,000 lives, mean savings 1 %, sd 1.963 %, a 0.5 % gate, benchmark
// 170.32M, share 75 %. The column is the law at the middles of 100,000 equal shares, so closed forms must
// come out up to the grid.
#include <gtest/gtest.h>
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <random>

#include "oracle/reserve/savings_example.hpp"
#include "plimsoll/models/reserve/recognition.hpp"
#include "plimsoll/models/reserve/tolerance.hpp"

namespace plimsoll {
namespace {

using namespace savings_example;

/// Settlements in an order that has nothing to do with their size, as subsampling asks for.
std::vector<double> settlements(double mean, double share = 0.75, double loss_rate = 0.40) {
  boost::math::normal_distribution<double> const law(mean, 2.15 / std::sqrt(12'000.0));
  std::vector<double> z(100'000);
  for (std::size_t i = 0; i < z.size(); ++i) {
    double const s = quantile(law, (static_cast<double>(i) + 0.5) / static_cast<double>(z.size()));
    z[i] = s >= gate ? share * s * benchmark : s <= -gate ? loss_rate * s * benchmark : 0.0;
  }
  std::shuffle(z.begin(), z.end(), std::mt19937_64(7));
  return z;
}

TEST(Upside, ThreeMethodsOfTheTable) {
  RecognitionLine const line = recognise(settlements(mu), {}, "deal");
  EXPECT_NEAR(line.expected.value / million, 1.735, 1e-3);
  EXPECT_EQ(line.most_likely.value, 0.0) << "the dead band and all losses pay nothing: 40 % of trials";
  EXPECT_EQ(line.constrained.value, 0.0) << "the 25th percentile of savings is -0.32 %";
  EXPECT_EQ(line.recognised.value, 0.0);
  EXPECT_NEAR(line.unrecognised.value / million, 1.735, 1e-3);
  // 75 % of 1 % of benchmark: the most likely amount where something is paid.
  EXPECT_GT(line.likely_if_paid.std_error, 0.0);
  EXPECT_NEAR(line.likely_if_paid.value / million, 1.277, 4.9 * line.likely_if_paid.std_error / million);
  EXPECT_LT(line.likely_if_paid.std_error / million, 0.15);
}

TEST(Upside, IsRecognisedAsFarAsItWillNotReverse) {
  RecognitionRule rule;
  rule.confidence = 0.60;  // the 40th percentile of savings is 1 % - 0.2533 · 1.9627 % = 0.503 %
  EXPECT_NEAR(recognise(settlements(mu), rule, "deal").recognised.value / million,
              0.75 * (0.01 - 0.253347 * 0.0196267) * 170.3214, 1e-3);
  // A deal that pays in nearly every trial: not more than the method's estimate.
  RecognitionLine const sure = recognise(std::vector<double>(1'000, 5e5), {}, "bonus");
  EXPECT_EQ(sure.recognised.value, 5e5);
  EXPECT_EQ(sure.most_likely.value, 5e5);
  EXPECT_EQ(sure.unrecognised.value, 0.0);
}

TEST(Losses, AreAccruedOnlyWhereProbable) {
  RecognitionLine const line = recognise(settlements(mu), {}, "deal");
  EXPECT_NEAR(line.chance_of_owing.value, 0.2224, 1e-4);
  EXPECT_FALSE(line.accrues);
  EXPECT_EQ(line.accrued.value, 0.0);
  EXPECT_EQ(line.low.value, 0.0);
  EXPECT_NEAR(line.high.value / million, 1.518, 1e-3);
  RecognitionRule low;
  low.probable = 0.20;
  EXPECT_NEAR(recognise(settlements(mu), low, "deal").accrued.value / million, 0.247 / 0.2224, 4e-3);
  low.loss_amount = LossAmount::median_if_owing;  // savings at half of 22.24 %: z = -1.2206
  EXPECT_NEAR(recognise(settlements(mu), low, "deal").accrued.value / million,
              0.40 * 170.3214 * (1.2206 * 0.0196267 - 0.01), 2e-3);
}

TEST(PremiumDeficiency, IsAnExpectedLossAndNeverAGain) {
  std::vector<double> const loss{-4e6, 1e6, -3e6, 2e6};
  EXPECT_DOUBLE_EQ(premium_deficiency("d", loss).value, 1e6);
  std::vector<double> const gain{4e6, -1e6, 3e6, -2e6};
  EXPECT_DOUBLE_EQ(premium_deficiency("d", gain).value, 0.0);
}

TEST(ToleranceVerdict, NeedsTheWholeInterval) {
  std::vector<double> losses(10'000, 0.0);
  std::fill_n(losses.begin(), 200, 5e6);  // 2 % lose more than 4M; Wilson's interval is 1.74 % to 2.29 %
  Sample const sample("loss", Unit::dollars, losses);
  EXPECT_EQ(judge(sample, {4e6, 0.03}).verdict, Verdict::pass);
  EXPECT_EQ(judge(sample, {4e6, 0.01}).verdict, Verdict::fail);
  EXPECT_EQ(judge(sample, {4e6, 0.02}).verdict, Verdict::undecided);
  EXPECT_DOUBLE_EQ(judge(sample, {4e6, 0.02}).chance.value, 0.02);
}

}  // namespace
}  // namespace plimsoll
