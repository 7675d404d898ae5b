// Worked examples of pay for performance (contracts.md 6.1 to 6.5, 7.2; users.md table A), to the cent.
#include <gtest/gtest.h>

#include <cmath>

#include "support/term_line.hpp"

namespace plimsoll {
namespace {

using test::most_earned_by;
using test::most_owed;
using test::settlement_of;
using test::without_members;

std::vector<NamedTerm> mips(double allowed, double score, double scaling, double anchor = 0.0) {
  return {{"adjustment", MipsAdjustment{allowed, score, 0.75, 0.09, scaling, anchor}, {}}};
}

// contracts.md 6.2: $2.4M Part B, scaling factor 0.25.
TEST(Mips, SettlesTheWorkedScores) {
  auto const paid = [](double score) {
    return settlement_of(mips(2'400'000.0, score, 0.25), without_members());
  };
  EXPECT_EQ(paid(0.90), 32'400.00);
  EXPECT_EQ(paid(0.82), 15'120.00);
  EXPECT_EQ(paid(0.75), 0.00);
  EXPECT_EQ(paid(0.60), -43'200.00);
  EXPECT_EQ(paid(0.15), -216'000.00);
}

// contracts.md 6.2: the text jumps at a quarter of the threshold, 18.75 points, from about -6.75 % to -9 %.
TEST(Mips, JumpsAtAQuarterOfTheThresholdUnlessAnchoredThere) {
  double const just_above = 0.1875 + 1e-9;
  EXPECT_NEAR(settlement_of(mips(1e6, just_above, 1.0), without_members()), -67'500.0, 0.01);
  EXPECT_NEAR(settlement_of(mips(1e6, just_above, 1.0, 0.1875), without_members()), -90'000.0, 0.01);
  EXPECT_EQ(settlement_of(mips(1e6, 0.1875, 1.0), without_members()), -90'000.00);
}

// users.md row 11: $2.0M Part B at +-9 %.
TEST(Mips, BoundsAreNinePerCent) {
  auto const terms = mips(2'000'000.0, 0.8, 1.0);
  EXPECT_EQ(most_owed(terms, without_members()), 180'000.00);
  EXPECT_EQ(most_earned_by(terms, without_members()), 180'000.00);
}

// contracts.md 6.3: three agencies, payments 4, 6 and 2 $M, scores 30, 45 and 25; the slope makes them
// neutral.
TEST(HomeHealth, SettlesTheWorkedAgencies) {
  double const slope = (4.0 + 6.0 + 2.0) / (4.0 * 0.30 + 6.0 * 0.45 + 2.0 * 0.25);
  EXPECT_NEAR(slope, 2.72727, 5e-6);
  auto const paid = [&](double payments, double score) {
    return settlement_of({{"adjustment", ValueBasedPurchasing{payments, score, 0.05, slope, 1.0, 0.05}, {}}},
                         without_members());
  };
  EXPECT_EQ(paid(4e6, 0.30), -36'363.64);
  EXPECT_EQ(paid(6e6, 0.45), 68'181.82);
  EXPECT_EQ(paid(2e6, 0.25), -31'818.18);
  EXPECT_NEAR(paid(4e6, 0.30) + paid(6e6, 0.45) + paid(2e6, 0.25), 0.0, 1e-6);
}

// users.md row 14: $10M base at +-5 %.
TEST(HomeHealth, BoundsAreFivePerCent) {
  std::vector<NamedTerm> const terms{
      {"adjustment", ValueBasedPurchasing{10e6, 0.4, 0.05, 2.72727, 1.0, 0.05}, {}}};
  EXPECT_EQ(most_owed(terms, without_members()), 500'000.00);
  EXPECT_EQ(most_earned_by(terms, without_members()), 500'000.00);
}

// contracts.md 6.4: total performance score 38, base $200M.
TEST(HospitalPurchasing, DividesByAHundredOrByAHundredAndTen) {
  auto const paid = [](double slope, double divisor) {
    return settlement_of({{"adjustment", ValueBasedPurchasing{200e6, 0.38, 0.02, slope, divisor, {}}, {}}},
                         without_members());
  };
  EXPECT_EQ(paid(2.0, 1.0), -960'000.00);
  EXPECT_EQ(std::round(paid(2.4, 1.10)), -683'636.0);
  EXPECT_EQ(paid(2.4, 1.0), -352'000.00);  // the divisor is easy to miss
}

// contracts.md 6.5: total 120M, modifier 0.97; 0.9538 % of it.
TEST(Readmissions, SettlesTheWorkedPenalty) {
  ReadmissionsReduction const term{
      120e6, 0.97, 0.03, {{"a", 10e6, 1.08, 1.01}, {"b", 6e6, 0.97, 0.99}, {"c", 4e6, 1.12, 1.00}}};
  EXPECT_EQ(settlement_of({{"penalty", term, {}}}, without_members()), -1'144'600.00);
  EXPECT_EQ(most_owed({{"penalty", term, {}}}, without_members()), 3'600'000.00);
}

// contracts.md 7.2 and users.md rows 46 and 47: 8,000 members, base 420.00, revenue 3,200,000, bonus 5 %.
std::vector<NamedTerm> all_or_none(std::vector<Quantity> passed) {
  return {{"base_revenue", BaseRevenue{3'200'000.0, {}}, {}},
          {"bonus", Bonus{0.05, {}, {}}, {}},
          {"quality", MeasureGate{std::move(passed), {}}, {}},
          {"cost", CostGate{420.0, 0.03, {}}, {}}};
}
Position at_pmpm(double pmpm) {
  Position at;
  at.months = 96'000.0;
  at.cost = pmpm * 96'000.0;
  return at;
}
std::vector<Quantity> const four{1.0, 1.0, 1.0, 1.0};

TEST(AllOrNone, PaysWithinThreePerCentOfBaseline) {
  EXPECT_EQ(settlement_of(all_or_none(four), at_pmpm(431.0)), 160'000.00);   // +2.619 %
  EXPECT_EQ(settlement_of(all_or_none(four), at_pmpm(432.60)), 160'000.00);  // the threshold itself
  EXPECT_EQ(settlement_of(all_or_none(four), at_pmpm(434.0)), 0.00);         // +3.333 %
  EXPECT_EQ(settlement_of(all_or_none(four), at_pmpm(420.0 * 1.031)), 0.00);
}

TEST(AllOrNone, ThreeOfFourPayNothing) {
  EXPECT_EQ(settlement_of(all_or_none({1.0, 1.0, 0.0, 1.0}), at_pmpm(420.0)), 0.00);
}

TEST(AllOrNone, NothingEarnedIsAtStake) {
  Ledger const ledger = write_ledger(all_or_none(four), at_pmpm(434.0));
  EXPECT_EQ(evaluate(ledger.base, {}), 3'200'000.00);  // earned whatever the year brings
  EXPECT_EQ(most_owed(all_or_none(four), at_pmpm(434.0)), 0.00);
  EXPECT_EQ(most_earned_by(all_or_none({0.0, 0.0, 0.0, 0.0}), at_pmpm(434.0)), 160'000.00);
}

// contracts.md 6.1: steps, a linear scale, all or none.
TEST(GenericLadder, PaysByStepsOrLinearly) {
  std::vector<TablePoint> const steps{{0.4, 0.25}, {0.6, 0.5}, {0.8, 1.0}};
  auto const stepped = [&](double score) {
    return settlement_of({{"pool", Bonus{{}, 100'000.0, {}}, {}}, {"ladder", Ladder{score, steps}, {}}},
                         without_members());
  };
  EXPECT_EQ(stepped(0.39), 0.00);
  EXPECT_EQ(stepped(0.40), 25'000.00);
  EXPECT_EQ(stepped(0.79), 50'000.00);
  EXPECT_EQ(stepped(0.80), 100'000.00);
  auto const linear = [](double score) {
    return settlement_of(
        {{"pool", Bonus{{}, 100'000.0, {}}, {}}, {"scale", LinearLadder{score, 0.4, 0.9}, {}}},
        without_members());
  };
  EXPECT_EQ(linear(0.3), 0.00);
  EXPECT_EQ(linear(0.65), 50'000.00);
  EXPECT_EQ(linear(0.95), 100'000.00);
}

}  // namespace
}  // namespace plimsoll
