#include "plimsoll/models/measure/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/models/measure/paired.hpp"

namespace plimsoll {
namespace {

using testing::ElementsAre;

TEST(PercentileRank, RoundingNeverAddsARank) {
  EXPECT_EQ(percentile_rank(0.95, 20'000), 19'000u);
  EXPECT_EQ(percentile_rank(0.07, 100), 7u);  // 0.07 * 100 is 7.000000000000001 in doubles
  ASSERT_GT(0.07 * 100, 7.0);
  EXPECT_EQ(percentile_rank(0.999, 1'000'000), 999'000u);
  EXPECT_EQ(percentile_rank(0.5, 3), 2u);
  EXPECT_EQ(percentile_rank(0.01, 1), 1u);
}

TEST(PercentileRank, EveryWholePercentOfEveryHundredIsExact) {
  for (std::size_t n = 100; n <= 100'000; n += 100)
    for (std::size_t percent = 1; percent < 100; ++percent)
      ASSERT_EQ(percentile_rank(static_cast<double>(percent) / 100.0, n), percent * (n / 100))
          << n << ' ' << percent;
}

TEST(PercentileRank, JustAboveAWholeNumberIsTheNextRank) {
  EXPECT_EQ(percentile_rank(0.950001, 20'000), 19'001u);
  EXPECT_EQ(percentile_rank(0.949999, 20'000), 19'000u);
  EXPECT_THROW(percentile_rank(1.0, 10), BrokenPromise);
  EXPECT_THROW(percentile_rank(0.0, 10), BrokenPromise);
}

TEST(OrderedSum, HasTheDocumentedShape) {
  std::vector<double> column(4096);
  for (std::size_t i = 0; i < column.size(); ++i)
    column[i] = std::sin(static_cast<double>(i)) * std::pow(10.0, i % 17);
  std::span<double const> const all(column);
  double const halves = ordered_sum(all.first(2048)) + ordered_sum(all.last(2048));
  EXPECT_EQ(ordered_sum(all), halves);
  double leaf = 0.0;
  for (std::size_t i = 0; i < 16; ++i) leaf += column[i];
  EXPECT_EQ(ordered_sum(all.first(16)), leaf);
  double running = 0.0;
  for (double x : column) running += x;
  EXPECT_NE(ordered_sum(all), running);  // the case tells the two orders apart
}

TEST(OrderedSum, IsExactOnWholeCentsAndEmptyOnNothing) {
  std::vector<double> const cents(100'000, 1'234'567.0);
  EXPECT_EQ(ordered_sum(cents), 123'456'700'000.0);
  EXPECT_EQ(ordered_sum(cents, [](double x) { return x - 1'234'566.0; }), 100'000.0);
  EXPECT_EQ(ordered_sum({}), 0.0);
}

TEST(Sample, OneTrialHasAValueAndNoKnownError) {
  std::vector<double> const one{42.0};
  Sample const sample("x", Unit::dollars, one);
  for (Figure const& figure : {sample.mean(), sample.percentile(0.5), sample.tail_value_at_risk(0.9)}) {
    EXPECT_EQ(figure.value, 42.0) << figure.id;
    EXPECT_TRUE(std::isnan(figure.std_error)) << figure.id;
    EXPECT_FALSE(figure.interval.has_value()) << figure.id;
  }
  EXPECT_TRUE(std::isnan(sample.standard_deviation().value));
  EXPECT_TRUE(std::isnan(sample.mean_plus_deviations(1.0).value));
  EXPECT_TRUE(std::isnan(sample.expected_excess(1.0).std_error));
  EXPECT_EQ(sample.adequacy(42.0).value, 1.0);
}

TEST(Sample, ConstantColumnIsKnownWithoutError) {
  std::vector<double> const column(3000, 0.1);  // 0.1 * 3000 / 3000 need not be 0.1 in doubles
  Sample const sample("x", Unit::dollars, column);
  EXPECT_EQ(sample.standard_deviation().value, 0.0);
  for (Figure const& figure : {sample.mean(), sample.percentile(0.999), sample.tail_value_at_risk(0.95),
                               sample.mean_plus_deviations(2.0)}) {
    EXPECT_EQ(figure.value, 0.1) << figure.id;
    EXPECT_EQ(figure.std_error, 0.0) << figure.id;
    EXPECT_EQ(figure.interval, (Interval{0.1, 0.1})) << figure.id;
  }
}

TEST(Sample, TooFewTrialsForALevelLeaveTheErrorUnknown) {
  std::vector<double> column(100);
  for (std::size_t i = 0; i < column.size(); ++i) column[i] = static_cast<double>(i);
  Sample const sample("x", Unit::dollars, column);
  EXPECT_EQ(sample.percentile(0.99).value, 98.0);
  EXPECT_TRUE(std::isnan(sample.percentile(0.99).std_error));
  EXPECT_TRUE(std::isnan(sample.tail_value_at_risk(0.999).std_error));
  EXPECT_TRUE(std::isfinite(sample.percentile(0.90).std_error));
}

TEST(Sample, ConditionalMeans) {
  std::vector<double> const column{-4.0, 0.0, 0.0, 2.0, 6.0};
  Sample const sample("z", Unit::dollars, column);
  EXPECT_EQ(sample.mean_if_above(0.0).value, 4.0);
  EXPECT_NEAR(sample.mean_if_above(0.0).std_error, 2.0, 1e-15);  // sd of (2, 6) is sqrt 8; sqrt 8 / sqrt 2
  EXPECT_EQ(sample.mean_if_below(0.0).value, -4.0);
  EXPECT_TRUE(std::isnan(sample.mean_if_below(0.0).std_error));
  EXPECT_TRUE(std::isnan(sample.mean_if_below(-5.0).value));
  EXPECT_EQ(sample.probability_above(0.0).value, 0.4);
  EXPECT_EQ(sample.probability_below(0.0).value, 0.2);
  EXPECT_EQ(sample.adequacy(0.0).value, 0.6);
  EXPECT_EQ(sample.expected_excess(1.0).value, (1.0 + 5.0) / 5.0);
}

TEST(Sample, RefusesWhatIsNotANumber) {
  std::vector<double> const bad{1.0, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_THROW(Sample("x", Unit::dollars, bad), BrokenPromise);
  EXPECT_THROW(Sample("x", Unit::dollars, {}), BrokenPromise);
}

TEST(Sample, IdsNameTheMeasureAndTheLevel) {
  std::vector<double> const column{1.0, 2.0, 3.0};
  Sample const sample("enhanced.owed", Unit::dollars, column);
  EXPECT_EQ(sample.percentile(0.9).id, "enhanced.owed.percentile_0.90");
  EXPECT_EQ(sample.tail_value_at_risk(0.995).id, "enhanced.owed.tvar_0.995");
  EXPECT_EQ(sample.probability_above(0.0).id, "enhanced.owed.probability_above_0");
}

TEST(PairedDifference, CountsWinsTiesAndLosses) {
  std::vector<double> const a{5.0, 1.0, 0.0, 7.0};
  std::vector<double> const b{3.0, 1.0, 2.0, 3.0};
  PairedDifference const difference = paired_difference("a-b", Unit::dollars, a, b);
  EXPECT_EQ(difference.mean.value, 1.0);  // 2, 0, -2, 4
  EXPECT_NEAR(difference.standard_deviation.value, std::sqrt(20.0 / 3.0), 1e-15);
  EXPECT_NEAR(difference.mean.std_error, std::sqrt(20.0 / 3.0 / 4.0), 1e-15);
  EXPECT_EQ(difference.better.value, 0.5);
  EXPECT_EQ(difference.equal.value, 0.25);
  EXPECT_EQ(difference.worse.value, 0.25);
  EXPECT_THROW(paired_difference("a-b", Unit::dollars, a, std::span(b).first(3)), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
