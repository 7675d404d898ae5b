#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <random>

#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

/// Amounts with an atom at zero and one at the cap, as contracts give them.
std::vector<double> amounts(std::uint64_t seed, std::size_t n) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> normal(-0.5, 1.0);
  std::vector<double> column(n);
  for (double& x : column) x = std::clamp(normal(engine), 0.0, 1.5);
  return column;
}

std::vector<double> const levels{0.05, 0.3, 0.5, 0.75, 0.9, 0.95, 0.99};

class SampleProperty : public testing::TestWithParam<std::uint64_t> {
 protected:
  std::vector<double> const column_ = amounts(GetParam(), 500 + 37 * GetParam());
  Sample const sample_{"x", Unit::dollars, column_};
};

TEST_P(SampleProperty, OrderOfTrialsChangesNoRankStatistic) {
  std::vector<double> shuffled = column_;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937_64(99));
  Sample const other("x", Unit::dollars, shuffled);
  for (double p : levels) EXPECT_EQ(sample_.percentile(p), other.percentile(p)) << p;
  EXPECT_EQ(sample_.probability_above(0.0), other.probability_above(0.0));
  EXPECT_NEAR(sample_.mean().value, other.mean().value, 1e-14);
}

TEST_P(SampleProperty, PlaceInMemoryChangesNoBit) {
  for (std::size_t offset = 1; offset < 8; ++offset) {
    std::vector<double> moved(offset, 0.0);
    moved.insert(moved.end(), column_.begin(), column_.end());
    EXPECT_EQ(ordered_sum(std::span<double const>(moved).subspan(offset)), ordered_sum(column_));
  }
}

TEST_P(SampleProperty, PowersOfTwoScaleEveryBit) {
  std::vector<double> scaled = column_;
  for (double& x : scaled) x *= 1024.0;
  Sample const other("x", Unit::dollars, scaled);
  EXPECT_EQ(other.mean().value, 1024.0 * sample_.mean().value);
  EXPECT_EQ(other.standard_deviation().std_error, 1024.0 * sample_.standard_deviation().std_error);
  EXPECT_EQ(other.mean_plus_deviations(0.5).std_error, 1024.0 * sample_.mean_plus_deviations(0.5).std_error);
  for (double p : levels)
    EXPECT_EQ(other.tail_value_at_risk(p).value, 1024.0 * sample_.tail_value_at_risk(p).value);
}

TEST_P(SampleProperty, MeasuresAreOrdered) {
  double last_percentile = 0.0;
  double last_tvar = sample_.mean().value - 1e-12;
  for (double p : levels) {
    Figure const percentile = sample_.percentile(p);
    Figure const tvar = sample_.tail_value_at_risk(p);
    EXPECT_GE(percentile.value, last_percentile);
    EXPECT_GE(tvar.value, last_tvar);
    EXPECT_GE(tvar.value, percentile.value);
    EXPECT_LE(tvar.value, sample_.ordered().back() + 1e-12);
    EXPECT_GE(sample_.adequacy(percentile.value).value, p);
    ASSERT_TRUE(percentile.interval || p > 0.98);
    if (percentile.interval) {
      EXPECT_LE(percentile.interval->low, percentile.value);
      EXPECT_GE(percentile.interval->high, percentile.value);
    }
    last_percentile = percentile.value;
    last_tvar = tvar.value - 1e-12;
  }
}

TEST_P(SampleProperty, AdequacyAndDeficitMoveTheRightWay) {
  double last_deficit = sample_.expected_excess(-1.0).value;
  double last_adequacy = 0.0;
  EXPECT_NEAR(last_deficit, sample_.mean().value + 1.0, 1e-12);
  for (double held = 0.0; held <= 1.6; held += 0.1) {
    EXPECT_LE(sample_.expected_excess(held).value, last_deficit);
    EXPECT_GE(sample_.adequacy(held).value, last_adequacy);
    EXPECT_NEAR(sample_.adequacy(held).value + sample_.probability_above(held).value, 1.0, 1e-15);
    last_deficit = sample_.expected_excess(held).value;
    last_adequacy = sample_.adequacy(held).value;
  }
  EXPECT_EQ(sample_.expected_excess(1.5).value, 0.0);
}

TEST_P(SampleProperty, TailValueAtRiskOfASumIsNeverAboveTheSum) {
  std::vector<double> const other_column = amounts(GetParam() + 1000, column_.size());
  Sample const other("y", Unit::dollars, other_column);
  std::vector<double> sum(column_.size());
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = column_[i] + other_column[i];
  Sample const both("x+y", Unit::dollars, sum);
  for (double p : levels)
    EXPECT_LE(both.tail_value_at_risk(p).value,
              sample_.tail_value_at_risk(p).value + other.tail_value_at_risk(p).value + 1e-12);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SampleProperty, testing::Range<std::uint64_t>(1, 9));

}  // namespace
}  // namespace plimsoll
