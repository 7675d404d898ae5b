// When reserves are held, and who a settlement goes to.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/reserve/distribution.hpp"
#include "plimsoll/models/reserve/schedule.hpp"

namespace plimsoll {
namespace {

QuarterBalance at(std::vector<QuarterBalance> const& schedule, int year, int quarter) {
  for (QuarterBalance const& balance : schedule)
    if (balance.year == year && balance.quarter == quarter) return balance;
  ADD_FAILURE() << year << " Q" << quarter << " is not in the schedule";
  return {};
}

// users.md row 48: the period ends 2027-12-31; no cash before 2028-12-31 nor after 2029-06-30.
TEST(ReserveSchedule, IsHeldToTheEndOfTheWindow) {
  auto const schedule = reserve_schedule({{2027, 12e6}}, {12, 18});
  EXPECT_DOUBLE_EQ(at(schedule, 2027, 1).closing, 3e6);
  EXPECT_DOUBLE_EQ(at(schedule, 2027, 3).accrued, 3e6);
  for (auto [year, quarter] : {std::pair{2027, 4}, {2028, 2}, {2028, 4}, {2029, 1}})
    EXPECT_DOUBLE_EQ(at(schedule, year, quarter).closing, 12e6) << year << quarter;
  EXPECT_DOUBLE_EQ(at(schedule, 2029, 2).released, 12e6);
  EXPECT_DOUBLE_EQ(at(schedule, 2029, 2).closing, 0.0);
  EXPECT_EQ(schedule.back().year, 2029);
  EXPECT_EQ(schedule.back().quarter, 2);
  EXPECT_EQ(release_month(2027, {12, 18}), "2029-06");
  EXPECT_EQ(release_month(2027, {0, 12}), "2028-12");
}

TEST(ReserveSchedule, OpenYearsStack) {
  auto const schedule = reserve_schedule({{2027, 12e6}, {2028, 8e6}}, {12, 18});
  QuarterBalance const stacked = at(schedule, 2028, 4);  // month 24: all of both
  EXPECT_DOUBLE_EQ(stacked.closing, 20e6);
  EXPECT_EQ(stacked.by_year, (std::vector<double>{12e6, 8e6}));
  EXPECT_DOUBLE_EQ(at(schedule, 2029, 2).closing, 8e6);
  EXPECT_DOUBLE_EQ(at(schedule, 2030, 2).closing, 0.0);
  double opening = 0.0;
  for (QuarterBalance const& quarter : schedule) {
    EXPECT_DOUBLE_EQ(quarter.opening, opening);
    EXPECT_NEAR(quarter.opening + quarter.accrued - quarter.released, quarter.closing, 1e-6);
    opening = quarter.closing;
  }
}

// Settled within the quarter after month 13: released in the quarter that holds that month.
TEST(ReserveSchedule, WindowsNeedNotEndWithAQuarter) {
  auto const schedule = reserve_schedule({{2027, 6e6}}, {0, 2});
  EXPECT_DOUBLE_EQ(at(schedule, 2028, 1).closing, 0.0);
  EXPECT_DOUBLE_EQ(at(schedule, 2028, 1).released, 6e6);
}

TEST(CostOfHolding, CountsHalfTheYearOfAccrual) {
  EXPECT_DOUBLE_EQ(dollar_years_held(10e6, {12, 18}), 20e6);
  EXPECT_DOUBLE_EQ(0.015 * dollar_years_held(10e6, {12, 18}), 300'000.0);
}

TEST(Distribution, AddsUpToTheCent) {
  for (double amount : {100.0, 0.01, 0.05, -1234.57, 98'765'432.19, 0.0}) {
    std::vector<double> const shares{0.3, 0.3, 0.25, 0.15};
    std::vector<double> const parts = distribute(amount, shares);
    std::int64_t cents = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      cents += std::llround(parts[i] * 100.0);
      EXPECT_LE(std::abs(parts[i] - shares[i] * amount), 0.01 + 1e-9) << amount;
    }
    EXPECT_EQ(cents, std::llround(amount * 100.0)) << amount;
  }
  std::vector<double> const thirds{1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0};
  EXPECT_EQ(distribute(100.0, thirds), (std::vector<double>{33.34, 33.33, 33.33}));
}

}  // namespace
}  // namespace plimsoll
