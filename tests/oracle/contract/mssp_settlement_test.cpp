#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "oracle/contract/mssp.hpp"

// Worked examples M1 (steps 11 and 12) to M4 of the contract reference: 42 CFR 425.605 and 425.610 by hand,
// to the cent. Settlements are whole cents, so they are compared with ==.
namespace plimsoll::test {
namespace {

std::vector<NamedTerm> with_relief(std::vector<NamedTerm> terms, double months, double share) {
  auto const after_cap =
      std::find_if(terms.begin(), terms.end(), [](auto const& t) { return t.name == "loss_cap"; });
  terms.insert(after_cap + 1, {"relief", CircumstanceRelief{months, share}, {}});
  return terms;
}

Year const rounded{170'321'400.00, 164'530'440.00, 12'000.0};  // per-capita figures rounded to cents first
Year const full_precision{170'321'417.55, 164'530'440.00, 12'000.0};  // rounded only at the end

Aco at_one_percent() {
  return {.revenue = 60'000'000.0, .minimum = 0.01};
}
Aco alternative_only() {
  return {.score = 0.62, .alternative = 1.0, .revenue = 60'000'000.0, .minimum = 0.01};
}

TEST(ExampleM1, RenewingAcoWithRoundedPerCapita) {
  EXPECT_EQ(settle(basic_e(at_one_percent()), rounded), 2'837'570.40);
  EXPECT_EQ(settle(enhanced(at_one_percent()), rounded), 4'256'355.60);
  EXPECT_EQ(settle(basic_e(alternative_only()), rounded), 1'759'293.65);
}

TEST(ExampleM1, RenewingAcoAtFullPrecision) {
  EXPECT_EQ(settle(basic_e(at_one_percent()), full_precision), 2'837'579.00);
  EXPECT_EQ(settle(enhanced(at_one_percent()), full_precision), 4'256'368.50);
  EXPECT_EQ(settle(basic_e(alternative_only()), full_precision), 1'759'298.98);
}

TEST(ExampleM1, LinesOfTheLedger) {
  Ledger const ledger = write_ledger(basic_e(at_one_percent()), named_position());
  auto const line = [&](std::string_view name) {
    for (LedgerLine const& candidate : ledger.lines)
      if (candidate.name == name) return value_in(candidate.line, rounded);
    return std::numeric_limits<double>::quiet_NaN();
  };
  EXPECT_DOUBLE_EQ(line("gross_savings"), 5'790'960.00);
  EXPECT_EQ(line("minimum"), 0.0);
  EXPECT_DOUBLE_EQ(line("savings_share"), -2'895'480.00);
  EXPECT_DOUBLE_EQ(line("sequestration"), -57'909.60);
  EXPECT_EQ(line("savings_cap"), 0.0);
}

TEST(ExampleM2, LowRevenueReliefBelowTheMinimum) {
  Year const year{93'750'000.00, 93'750'000.00 - 1'968'750.00, 7'500.0};  // 2.1 % saved, 3.3 % needed
  EXPECT_EQ(settle(one_sided({}, true), year), 385'875.00);
  EXPECT_EQ(settle(one_sided({}, false), year), 0.0);  // high revenue
}

TEST(ExampleM2, ReliefIsLostBelowFiveThousandMembers) {
  EXPECT_EQ(settle(one_sided({}, true), {50'000'000.0, 49'000'000.0, 4'999.0}), 0.0);
  EXPECT_EQ(settle(one_sided({}, true), {50'000'000.0, 49'000'000.0, 5'000.0}),
            196'000.0);  // 0.2 · 1,000,000 · 0.98
}

TEST(ExampleM3, LevelELossMeetsTheRevenueCap) {
  Year const year{150'000'000.0, 156'000'000.0, 12'000.0};
  Aco const aco{.revenue = 18'000'000.0, .minimum = 0.01};
  EXPECT_EQ(settle(basic_e(aco), year), -1'440'000.00);
  EXPECT_EQ(settle(with_relief(basic_e(aco), 3.0, 0.20), year), -1'368'000.00);
  Aco const large{.revenue = 200'000'000.0, .minimum = 0.01};
  EXPECT_EQ(settle(basic_e(large), year), -1'800'000.00);  // neither cap binds
}

TEST(ExampleM4, EnhancedLossRateFollowsQuality) {
  Year const year{150'000'000.0, 156'000'000.0, 12'000.0};
  auto const owed = [&](double score, double standard, double alternative) {
    return settle(
        enhanced({.score = score, .standard = standard, .alternative = alternative, .minimum = 0.01}), year);
  };
  EXPECT_EQ(owed(0.7385, 0.7385, 0.0), -2'676'750.00);
  EXPECT_EQ(owed(0.80, 0.7385, 0.0), -2'400'000.00);  // floor of 40 % from a score of 80 % up
  EXPECT_EQ(owed(0.98, 0.7385, 0.0), -2'400'000.00);
  EXPECT_EQ(owed(0.60, 0.7385, 1.0), -3'300'000.00);    // alternative standard: 1 - 0.75 · 0.60
  EXPECT_EQ(owed(0.10, 0.7385, 1.0), -4'500'000.00);    // ceiling of 75 %
  EXPECT_EQ(owed(0.7384, 0.7385, 0.0), -4'500'000.00);  // neither standard
}

}  // namespace
}  // namespace plimsoll::test
