// The small parts a feed of claims is read with: patterns, dates, layouts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feed/paid_sums.hpp"
#include "feed/patterns.hpp"
#include "feed/table.hpp"
#include "text/dates.hpp"

namespace plimsoll {
namespace {

TEST(Patterns, StarAnyOneAndTurnedRound) {
  EXPECT_TRUE(matches("11*", "111"));
  EXPECT_TRUE(matches("11*", "11"));
  EXPECT_FALSE(matches("11*", "211"));
  EXPECT_TRUE(matches("*.ZC5*", "P.A1234.ACO.ZC5Y25.D250131.T0101010"));
  EXPECT_TRUE(matches("045?", "0450"));
  EXPECT_FALSE(matches("045?", "045"));
  EXPECT_TRUE(matches("?*", "N"));
  EXPECT_FALSE(matches("?*", ""));
  EXPECT_TRUE(matches("!A", "D"));
  EXPECT_FALSE(matches("!A", "A"));
  EXPECT_TRUE(matches("a*b*c", "a-b-b-c"));
  EXPECT_FALSE(matches("a*b*c", "a-b-b"));
}

TEST(PaidSums, AMemberCountsOncePerPeriodAndPrepaymentIsLagZero) {
  PaidSums sums;
  sums.months = 3;
  sums.by_category.resize(2);
  PaidCollector collector(sums);
  Day const january = first_day(month_of(2025, 1)), march = first_day(month_of(2025, 3)),
            may = first_day(month_of(2025, 5));
  collector.add(0, january, may, 100);
  collector.add(0, march, may, 20);
  collector.add(1, march, march, 3);
  collector.close_member();
  collector.add(1, may, january, 7);  // paid before the service
  collector.close_member();
  int const first = month_of(2025, 1) / 3, second = first + 1;
  EXPECT_EQ(sums.by_category[0].at(first).cents.at(second), 120);
  EXPECT_EQ(sums.by_category[0].at(first).members, 1);
  EXPECT_EQ(sums.total.at(first).members, 1);
  EXPECT_EQ(sums.total.at(first).cents.at(first), 3);
  EXPECT_EQ(sums.total.at(second).cents.at(second), 7);
  EXPECT_FALSE(sums.total.at(second).cents.contains(first));
  EXPECT_EQ(sums.last_paid, month_of(2025, 5));
}

TEST(Dates, ThreeFormsAndNoOther) {
  // 2000-03-01 is 11,017 days after 1970-01-01.
  for (char const* text : {"2000-03-01", "20000301", "2000-03-01 00:00:00", "2000-03-01T12:30:00"})
    EXPECT_EQ(parse_day(text), 11017) << text;
  for (char const* text :
       {"2025-02-29", "2025-13-01", "03/01/2000", "2000-3-1", "2000-03-011", "0003-01 20", "x"})
    EXPECT_FALSE(parse_day(text)) << text;
  for (char const* text : {"", "1000-01-01", "9999-12-31"}) EXPECT_EQ(parse_day(text), no_day) << text;
}

TEST(Dates, MonthsHaveTheDaysOfTheCalendar) {
  EXPECT_EQ(parse_month("202402"), month_of(2024, 2));
  EXPECT_EQ(parse_month("2024-02"), month_of(2024, 2));
  EXPECT_FALSE(parse_month("202413"));
  EXPECT_EQ(last_day(month_of(2024, 2)) - first_day(month_of(2024, 2)) + 1, 29);
  EXPECT_EQ(month_of(*parse_day("1969-12-31")), month_of(1969, 12));
  EXPECT_EQ(day_text(*parse_day("1949-06-30")), "1949-06-30");
  EXPECT_EQ(month_text(month_of(2025, 1)), "2025-01");
}

TEST(Amounts, AreWholeCentsHalfAwayFromZero) {
  EXPECT_EQ(parse_cents("7.210000"), 721);
  EXPECT_EQ(parse_cents("-12.345"), -1235);
  EXPECT_EQ(parse_cents("0000000123.40"), 12340);
  EXPECT_EQ(parse_cents("100"), 10000);
  for (char const* text : {"", "12,34", "$5", "1.2.3", "nan", "inf", "1e300"})
    EXPECT_FALSE(parse_cents(text)) << text;
}

TEST(Layout, FieldsFollowEachOther) {
  std::vector<Problem> problems;
  std::vector<FixedField> const fields =
      fixed_layout({"1-13 digits ID", "14-23 date FROM", "24-24 text CODE"}, "layout", problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(fields.size(), 3U);
  EXPECT_EQ(fields[1].start, 13U);
  EXPECT_EQ(fields[1].size, 10U);
  EXPECT_EQ(fields[1].format, FixedField::Format::date);
  fixed_layout({"1-13 digits ID", "15-23 date FROM", "24 text CODE", "24-30 money X"}, "layout", problems);
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_THAT(problems[0].what, testing::HasSubstr("does not follow"));
  EXPECT_EQ(problems[2].key, "layout[3]");
}

}  // namespace
}  // namespace plimsoll
