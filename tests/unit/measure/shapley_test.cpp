// Shapley's value against games whose values are known.
#include "plimsoll/models/measure/shapley.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace plimsoll {
namespace {

TEST(Shapley, AnAdditiveGameGivesEachItsOwn) {
  std::vector<double> value(8);
  double const own[] = {1.0, -2.0, 5.0};
  for (std::size_t set = 0; set < 8; ++set)
    for (std::size_t i = 0; i < 3; ++i)
      if (set >> i & 1u) value[set] += own[i];
  std::vector<double> const parts = shapley_parts(value);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_DOUBLE_EQ(parts[i], own[i]);
}

// One left glove and two right ones make one pair: 2/3, 1/6, 1/6 (Shapley and Shubik 1969).
TEST(Shapley, TheGloveGame) {
  std::vector<double> value(8);
  for (std::size_t set = 0; set < 8; ++set) value[set] = (set & 1u) && (set & 6u) ? 1.0 : 0.0;
  std::vector<double> const parts = shapley_parts(value);
  EXPECT_NEAR(parts[0], 2.0 / 3.0, 1e-15);
  EXPECT_NEAR(parts[1], 1.0 / 6.0, 1e-15);
  EXPECT_NEAR(parts[2], 1.0 / 6.0, 1e-15);
}

TEST(Shapley, PartsAddUpToTheWhole) {
  std::vector<double> const value{3.0, 1.0, 4.0, 1.5, -9.0, 2.0, 6.0, 5.0,
                                  3.0, 5.0, 8.0, 9.0, 7.0,  9.0, 3.0, 2.0};
  std::vector<double> const parts = shapley_parts(value);
  ASSERT_EQ(parts.size(), 4u);
  EXPECT_NEAR(std::accumulate(parts.begin(), parts.end(), 0.0), value.back() - value.front(), 1e-14);
}

TEST(Shapley, NoSourceHasNoPart) {
  EXPECT_TRUE(shapley_parts(std::vector<double>{7.0}).empty());
}

}  // namespace
}  // namespace plimsoll
