#include "plimsoll/models/cash/calendar.hpp"

#include <gtest/gtest.h>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

Calendar example() {
  Calendar calendar(4);
  calendar.add(FlowKind::investment, 0, -500);
  calendar.add(FlowKind::monthly, 1, 100);
  calendar.add(FlowKind::monthly, 2, 100);
  calendar.add(FlowKind::settlement, 3, 900);
  return calendar;
}

TEST(Calendar, TotalsByKindAddUpToTheTotalOfItsPoints) {
  Calendar const calendar = example();
  EXPECT_EQ(calendar.total(FlowKind::monthly), 200);
  EXPECT_EQ(calendar.total(), 600);
  EXPECT_EQ(calendar.net(), (std::vector<Cents>{-500, 100, 100, 900}));
}

TEST(Calendar, TakingAwayWhatWasAddedLeavesNothing) {
  Calendar calendar = example();
  calendar.add(example());
  EXPECT_EQ(calendar.total(), 1200);
  calendar.subtract(example());
  calendar.subtract(example());
  EXPECT_EQ(calendar.net(), (std::vector<Cents>(4, 0)));
}

TEST(Calendar, PointsBeyondItsLastAreRefused) {
  Calendar calendar(4);
  EXPECT_THROW(calendar.add(FlowKind::claims, 4, 1), BrokenPromise);
}

TEST(LowPoint, IsTheFirstOfTheLeastBalances) {
  std::vector<Cents> const balance = running_balance(example().net(), 200);
  EXPECT_EQ(balance, (std::vector<Cents>{-300, -200, -100, 800}));
  EXPECT_EQ(low_point(balance).balance, -300);
  EXPECT_EQ(low_point(balance).point, 0u);
  EXPECT_EQ(low_point(std::vector<Cents>{5, 2, 2, 3}).point, 1u);
}

TEST(ReturnOnInvestment, IsMinusOneWhereNothingComesBack) {
  EXPECT_EQ(return_on_investment(0, 12'345), -1.0);
  EXPECT_EQ(return_on_investment(150, 100), 0.5);
}

}  // namespace
}  // namespace plimsoll
