// reserves.md section 7: savings rate normal (mu = 1 %, sg = 2.15 / sqrt 12,000), ENHANCED with a 0.5 % gate
// and a 40 % loss rate, benchmark 170.3214M. The column is the law at the middles of 200,000 equal shares, so
// the closed forms must come out up to the grid.

#include <gtest/gtest.h>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "oracle/reserve/savings_example.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/reserve/reserve.hpp"

namespace plimsoll {
namespace {

using namespace savings_example;
constexpr double enhanced_loss_rate = 0.40;

std::vector<double> owed_by_trial(double mean_savings) {
  boost::math::normal_distribution<double> const law(mean_savings, 2.15 / std::sqrt(12'000.0));
  std::vector<double> settlement(200'000);
  for (std::size_t i = 0; i < settlement.size(); ++i) {
    double const s = quantile(law, (static_cast<double>(i) + 0.5) / static_cast<double>(settlement.size()));
    settlement[i] = s <= -gate ? enhanced_loss_rate * s * benchmark : 0.0;
  }
  return amounts_owed(settlement);
}

Figure const maximum = exact_figure("cap", 0.15 * benchmark, Unit::dollars);

double reserve(std::vector<double> const& owed, ReserveRule rule) {
  return size_reserve(owed, maximum, rule).reserve.value / million;
}

TEST(ClosedForm, ChanceAndMeanOfOwing) {
  std::vector<double> const owed = owed_by_trial(mu);
  Sample const sample("owed", Unit::dollars, owed);
  EXPECT_NEAR(sample.probability_above(0.0).value, 0.2224, 5e-5);
  EXPECT_NEAR(reserve(owed, {ReservePolicy::mean}), 0.247, 5e-4);
  EXPECT_NEAR(sample.mean_if_above(0.0).value / million, 0.247 / 0.2224, 3e-3);
}

struct Row {
  double p, percentile, tvar;
};

TEST(ClosedForm, PercentileAndTailReserves) {
  std::vector<double> const owed = owed_by_trial(mu);
  EXPECT_EQ(reserve(owed, {ReservePolicy::percentile, 0.75}), 0.0);
  for (Row const& row : {Row{0.90, 1.032, 1.665}, Row{0.95, 1.518, 2.077}, Row{0.99, 2.429, 2.882}}) {
    EXPECT_NEAR(reserve(owed, {ReservePolicy::percentile, row.p}), row.percentile, 6e-4) << row.p;
    EXPECT_NEAR(reserve(owed, {ReservePolicy::tvar, row.p}), row.tvar, 6e-4) << row.p;
  }
}

TEST(ClosedForm, AdequacyAndDeficitOfAPercentileReserve) {
  ReserveLine const line = size_reserve(owed_by_trial(mu), maximum, {ReservePolicy::percentile, 0.90});
  EXPECT_NEAR(line.adequacy.value, 0.90, 1e-9);
  EXPECT_NEAR(line.expected_deficit.value / million, 0.10 * (1.665 - 1.032),
              1e-4);  // TVaR = VaR + EPD / (1 - p)
  EXPECT_NEAR(line.share_of_maximum.value, 1.032 / (0.15 * 170.3214), 5e-5);
}

// Negative control: mean savings 0.1 points lower must leave every tolerance above.
TEST(ClosedForm, AShiftOfATenthOfAPointIsSeen) {
  std::vector<double> const owed = owed_by_trial(mu - 0.001);
  EXPECT_GT(std::abs(reserve(owed, {ReservePolicy::mean}) - 0.247), 5e-4);
  EXPECT_GT(std::abs(reserve(owed, {ReservePolicy::percentile, 0.90}) - 1.032), 6e-4);
  EXPECT_GT(std::abs(reserve(owed, {ReservePolicy::tvar, 0.99}) - 2.882), 6e-4);
}

}  // namespace
}  // namespace plimsoll
