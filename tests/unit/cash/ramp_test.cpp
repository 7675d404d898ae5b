#include "plimsoll/models/cash/ramp.hpp"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

TEST(Ramp, NothingHappensBeforeTheStart) {
  for (int month = 1; month <= 6; ++month) EXPECT_EQ(effect_in_month({7, 0}, month), 0.0);
  for (int month = 7; month <= 24; ++month) EXPECT_EQ(effect_in_month({7, 0}, month), 1.0);
  EXPECT_EQ(effect_in_year({7, 0}, 1), 0.5);
  EXPECT_EQ(effect_in_year({7, 0}, 13), 1.0);
  EXPECT_EQ(months_run({7, 0}, 1), 6);
  EXPECT_EQ(months_run({13, 0}, 1), 0);
  EXPECT_EQ(months_run({1, 0}, 1), 12);
}

TEST(Ramp, GrowsInAStraightLine) {
  // The mean of a line from 0 to 1 over six months, then three months of 1, over twelve.
  EXPECT_DOUBLE_EQ(effect_in_year({4, 6}, 1), (6 * 0.5 + 3) / 12.0);
  EXPECT_DOUBLE_EQ(effect_in_month({4, 6}, 4), 1.0 / 12.0);
  EXPECT_DOUBLE_EQ(effect_in_month({4, 6}, 9), 11.0 / 12.0);
  EXPECT_EQ(effect_in_month({4, 6}, 10), 1.0);
  // A ramp over the end of a year goes on in the next: 24 months of a line come to 12.
  EXPECT_DOUBLE_EQ(effect_in_year({1, 24}, 1) + effect_in_year({1, 24}, 13), 1.0);
}

}  // namespace
}  // namespace plimsoll
