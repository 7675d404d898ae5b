// The worked example of the users' table, row 36: a million spent now, 1.3 million in month 30, 4.25 % a
// year.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/cash/calendar.hpp"

namespace plimsoll {
namespace {

TEST(PresentValue, OfTheWorkedInvestment) {
  Calendar calendar(31);
  calendar.add(FlowKind::investment, 0, to_cents(-1'000'000.0));
  calendar.add(FlowKind::settlement, 30, to_cents(1'300'000.0));
  EXPECT_EQ(std::round(present_value(calendar.net(), 0.0425)), 171'529.0);
  EXPECT_NEAR(present_value(calendar.net(), 0.0425), -1e6 + 1.3e6 * std::exp(-2.5 * std::log(1.0425)), 1e-6);
  EXPECT_NE(std::round(present_value(calendar.net(), 0.0425)),
            std::round(-1e6 + 1.3e6 / (1.0 + 0.0425 * 2.5)));  // simple interest would be told from it
}

TEST(PresentValue, OfALevelStreamIsTheAnnuity) {
  Calendar calendar(13);
  for (std::size_t point = 1; point <= 12; ++point) calendar.add(FlowKind::monthly, point, 100);
  double const monthly = std::pow(1.06, 1.0 / 12.0) - 1.0;
  EXPECT_NEAR(present_value(calendar.net(), 0.06), (1.0 - std::pow(1.0 + monthly, -12.0)) / monthly, 1e-9);
  EXPECT_DOUBLE_EQ(present_value(calendar.net(), 0.0), 12.0);
}

}  // namespace
}  // namespace plimsoll
