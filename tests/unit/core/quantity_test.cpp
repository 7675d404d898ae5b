#include "plimsoll/core/quantity.hpp"

#include <gtest/gtest.h>

#include <array>

#include "plimsoll/core/lanes.hpp"

namespace plimsoll {
namespace {

TEST(Quantity, MayBeANumber) {
  Quantity const quantity = 0.02;
  EXPECT_FALSE(quantity.is_driver());
  EXPECT_EQ(quantity.years_listed(), 1u);
  EXPECT_EQ(quantity.fixed(), 0.02);
  EXPECT_EQ(quantity.fixed(4), 0.02);
  EXPECT_EQ(quantity.central(), 0.02);
  EXPECT_TRUE(quantity.path().empty());
}

TEST(Quantity, MayBeAListByYearWhoseLastValueStays) {
  Quantity const quantity(KeyPath("cost.aco.trend"), {0.03, 0.04});
  EXPECT_EQ(quantity.path().text(), "cost.aco.trend");
  EXPECT_EQ(quantity.fixed(0), 0.03);
  EXPECT_EQ(quantity.fixed(1), 0.04);
  EXPECT_EQ(quantity.fixed(5), 0.04);
}

TEST(Quantity, MayBeADriverKnownByItsPath) {
  Quantity const quantity(
      Driver{KeyPath("cost.aco.trend"), TriangularLaw{0.0, 0.03, 0.09}, 1.0, {}, Unit::fraction});
  EXPECT_TRUE(quantity.is_driver());
  EXPECT_EQ(quantity.years_listed(), 0u);
  EXPECT_EQ(quantity.path().text(), "cost.aco.trend");
  EXPECT_DOUBLE_EQ(quantity.central(3), 0.04);
  EXPECT_THROW(quantity.fixed(), BrokenPromise) << "a drawn number must never pass for a fixed one";
}

TEST(YearAxis, PutsBaseYearsFirst) {
  YearAxis const axis{{2021, 2022}, {2024}};
  EXPECT_EQ(axis.size(), 3u);
  EXPECT_EQ(axis[0], 2021);
  EXPECT_EQ(axis[2], 2024);
}

TEST(TrialBlock, MayHoldChosenTrials) {
  std::array<std::uint32_t, lane_count> chosen{};
  chosen[3] = 4'000'000'000;
  TrialBlock const block{2, chosen.data()};
  EXPECT_EQ(block.trial(3), 4'000'000'000u);
  EXPECT_EQ(block.first_row(), 512u);
}

TEST(TrialBlock, NumbersTrialsOnFromTheLastBlock) {
  EXPECT_EQ(TrialBlock{0}.trial(0), 0u);
  EXPECT_EQ(TrialBlock{0}.trial(lane_count - 1) + 1, TrialBlock{1}.trial(0));
  EXPECT_EQ(TrialBlock{3}.trial(5), 773u) << "256 trials a block is part of the format";
}

}  // namespace
}  // namespace plimsoll
