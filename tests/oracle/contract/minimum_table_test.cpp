#include <gtest/gtest.h>

#include "oracle/contract/mssp.hpp"

// Minimum savings rate by assigned beneficiaries: 42 CFR 425.605(b)(1), table ER31DE18.023.
namespace plimsoll::test {
namespace {

struct Band {
  double first, last, at_first, at_end;
};
constexpr Band bands[] = {{500, 999, .122, .087},     {1000, 2999, .087, .050},   {3000, 4999, .050, .039},
                          {5000, 5999, .039, .036},   {6000, 6999, .036, .034},   {7000, 7999, .034, .032},
                          {8000, 8999, .032, .031},   {9000, 9999, .031, .030},   {10000, 14999, .030, .027},
                          {15000, 19999, .027, .025}, {20000, 49999, .025, .022}, {50000, 59999, .022, .020}};

double rate_of(double members) {
  std::array<std::pair<std::string, double>, 1> const numbers{{{"members", members}}};
  return evaluate(interpolate(Expr::named("members"), rate_by_size()), numbers);
}

TEST(MinimumTable, BothEdgesOfEveryBand) {
  for (Band const& band : bands) {
    EXPECT_NEAR(rate_of(band.first), band.at_first, 1e-15) << band.first;
    double const width = band.last + 1.0 - band.first;
    EXPECT_NEAR(rate_of(band.last), band.at_end + (band.at_first - band.at_end) / width, 1e-15) << band.last;
    EXPECT_NEAR(rate_of(band.last + 1.0), band.at_end, 1e-15) << band.last + 1.0;
  }
}

TEST(MinimumTable, BeyondTheBands) {
  for (double members : {0.0, 1.0, 499.0, 500.0}) EXPECT_EQ(rate_of(members), 0.122) << members;
  for (double members : {60'000.0, 60'001.0, 1e6}) EXPECT_EQ(rate_of(members), 0.020) << members;
}

TEST(MinimumTable, TheRulesOwnExample) {
  EXPECT_NEAR(rate_of(7'500.0), 0.033, 1e-15);  // CMS-1345-P
}

TEST(MinimumTable, TheGateTurnsAtTheRateToTheCent) {
  double const benchmark = 93'750'000.0, least = 3'093'750.0;  // 3.3 %
  EXPECT_EQ(settle(one_sided({}, false), {benchmark, benchmark - least, 7'500.0}),
            1'212'750.0);  // 0.4 · 0.98
  EXPECT_EQ(settle(one_sided({}, false), {benchmark, benchmark - (least - 0.01), 7'500.0}), 0.0);
}

}  // namespace
}  // namespace plimsoll::test
