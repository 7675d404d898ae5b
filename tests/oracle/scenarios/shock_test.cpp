// Services that fall away for some months: a share of a year, by hand.
#include <gtest/gtest.h>

#include "support/deal_study.hpp"

namespace plimsoll {
namespace {

constexpr char const* contracts =
    "[[contract]]\nid = \"fees\"\npopulation = \"people\"\ntemplate = \"capitation/full@2026\"\n"
    "without = [\"specific_stop_loss\", \"aggregate_stop_loss\", \"stop_loss_premium\"]\n"
    "capitation.pmpm = 100\nadministration.pmpm = 0\n"
    "[[contract.term]]\nname = \"ffs\"\nkind = \"base_revenue\"\ndollars = 1_200_000\n";

double shown(std::string const& shock, char const* what) {
  test::DealStudy deal;
  deal.cost_pbpy = 1'000.0;
  deal.contracts = contracts + shock;
  return (*deal.simulate().column(std::string("contract/fees/") + what, 2026))[0];
}

std::string shock(double lost, std::string const& from, int months) {
  return fmt::format("[[shock]]\nname = \"pandemic\"\nlost = {}\nfrom = \"{}\"\nmonths = {}\n", lost, from,
                     months);
}

TEST(Shock, OfThreeMonthsTakesATenthOfTheYear) {
  EXPECT_EQ(shown("", "base_ffs"), 1'200'000.0);
  EXPECT_NEAR(shown(shock(0.4, "2026-04", 3), "base_ffs"), 1'080'000.0, 1e-6) << "40 % for 3 months: -10 %";
  EXPECT_EQ(shown(shock(0.4, "2026-04", 3), "benchmark"), shown("", "benchmark")) << "capitation stays";
  EXPECT_NEAR(shown(shock(0.4, "2026-04", 3), "expenditure"), 900'000.0, 0.01) << "members cost a tenth less";
}

TEST(Shock, CountsTheMonthsThatLieInTheYear) {
  EXPECT_NEAR(shown(shock(0.4, "2026-11", 6), "base_ffs"), 1'200'000.0 * (1.0 - 0.4 * 2 / 12), 1e-6);
  EXPECT_NEAR(shown(shock(0.4, "2025-11", 6), "base_ffs"), 1'200'000.0 * (1.0 - 0.4 * 4 / 12), 1e-6);
  EXPECT_EQ(shown(shock(0.4, "2027-01", 6), "base_ffs"), 1'200'000.0);
  EXPECT_EQ(shown(shock(0.0, "2026-04", 3), "base_ffs"), 1'200'000.0);
}

TEST(Shock, HasAMonthAndAPopulation) {
  EXPECT_THROW(shown(shock(0.4, "spring", 3), "base_ffs"), InputError);
  EXPECT_THROW(shown(shock(0.4, "2026-04", 3) + "population = \"peple\"\n", "base_ffs"), InputError);
}

}  // namespace
}  // namespace plimsoll
