#include "plimsoll/models/cash/month_axis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace plimsoll {
namespace {

using namespace std::chrono;

TEST(MonthAxis, NumbersTheEndsOfMonthsFromOne) {
  MonthAxis const axis(2027y / January, 36);
  EXPECT_EQ(axis.points(), 37u);
  EXPECT_EQ(axis.end_of(2027y / January), 1);
  EXPECT_EQ(axis.end_of(2029y / June), 30);
  EXPECT_EQ(axis.end_of(2026y / December), 0);
  EXPECT_EQ(to_text(axis.month_at(30)), "2029-06");
}

TEST(MonthAxis, ReadsMonthsAndDays) {
  EXPECT_EQ(read_month("2027-03"), 2027y / March);
  EXPECT_EQ(read_month("2027-03-31"), 2027y / March);
  for (char const* text : {"2027", "2027-13", "2027-02-30", "27-03-01", "2027/03", "2027-3x", ""})
    EXPECT_EQ(read_month(text), std::nullopt) << text;
}

TEST(Cents, RoundHalfAwayFromZero) {
  EXPECT_EQ(to_cents(0.125), 13);
  EXPECT_EQ(to_cents(-0.125), -13);
  EXPECT_EQ(to_cents(1'000'000.01), 100'000'001);
}

TEST(InEqualParts, AddUpToTheAmountAndDifferByOneCentAtMost) {
  for (Cents const amount :
       {Cents{0}, Cents{1}, Cents{-1}, Cents{100}, Cents{-99'999'999}, Cents{1'234'567'890'123}})
    for (std::size_t const parts : {1u, 2u, 7u, 12u}) {
      std::vector<Cents> const shares = in_equal_parts(amount, parts);
      ASSERT_EQ(shares.size(), parts);
      EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), Cents{0}), amount);
      auto const [least, most] = std::minmax_element(shares.begin(), shares.end());
      EXPECT_LE(*most - *least, 1);
    }
}

}  // namespace
}  // namespace plimsoll
