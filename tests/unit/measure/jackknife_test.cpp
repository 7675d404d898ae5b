#include "plimsoll/models/measure/jackknife.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/models/measure/figure.hpp"

namespace plimsoll {
namespace {

TEST(TrialGroups, AreBlocksInTurnAndAtMostTwenty) {
  EXPECT_EQ(TrialGroups(lane_count).count(), 0u) << "one block has no error";
  EXPECT_EQ(TrialGroups(3 * lane_count).count(), 3u);
  EXPECT_EQ(TrialGroups(100 * lane_count).count(), 20u);
  TrialGroups const groups(5 * lane_count);
  std::vector<double> values(5 * lane_count);
  std::iota(values.begin(), values.end(), 0.0);
  std::vector<double> const kept = groups.without(1, values);
  EXPECT_EQ(kept.size(), 4 * lane_count);
  EXPECT_EQ(kept[lane_count - 1], lane_count - 1.0);
  EXPECT_EQ(kept[lane_count], 2.0 * lane_count) << "the second block is left out";
}

TEST(Jackknife, OfAMeanIsItsStandardError) {
  // Of n values the means without each differ from the mean by (mean - x) / (n - 1).
  std::vector<double> const values{1.0, 4.0, 2.0, 9.0};
  double const n = 4.0, mean = 4.0, squares = 9.0 + 0.0 + 4.0 + 25.0;
  std::vector<double> without;
  for (double const value : values) without.push_back((n * mean - value) / (n - 1.0));
  EXPECT_NEAR(jackknife_error(without), std::sqrt(squares / (n - 1.0) / n), 1e-15);
}

TEST(Jackknife, OfEqualValuesIsNothing) {
  EXPECT_EQ(jackknife_error(std::vector<double>(20, 0.1)), 0.0);
}

TEST(Jackknife, OfOneGroupIsNotKnown) {
  EXPECT_TRUE(std::isnan(jackknife_error(std::vector<double>{1.0})));
  EXPECT_TRUE(std::isnan(jackknife_error({})));
}

}  // namespace
}  // namespace plimsoll
