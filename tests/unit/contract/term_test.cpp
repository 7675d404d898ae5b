#include "plimsoll/models/contract/term.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>

#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

/// The term's line on a benchmark of 1000 at this cost and balance, with 10,000 person-years.
double line_at(Term const& term, double cost, double balance, double months = 120'000.0) {
  Position at;
  at.cost = cost;
  at.benchmark = 1000.0;
  at.balance = Expr::named("balance");
  at.months = months;
  std::array<std::pair<std::string, double>, 1> const numbers{{{"balance", balance}}};
  return evaluate(line_of(term, at), numbers);
}

TEST(Terms, AreDescribed) {
  std::set<std::string_view> kinds;
  for_each_alternative<Term>([&]<class T>() {
    EXPECT_TRUE(kinds.insert(T::clause.kind).second) << T::clause.kind;
    EXPECT_FALSE(T::clause.says.empty()) << T::clause.kind;
    EXPECT_FALSE(T::clause.cites.empty()) << T::clause.kind;
    EXPECT_EQ(clause_of(Term{T{}}).kind, T::clause.kind);
    for_each_field<T>(
        [&](auto const& field) { EXPECT_FALSE(field.says.empty()) << T::clause.kind << field.key; });
  });
  EXPECT_EQ(kinds.size(), std::variant_size_v<Term>);
}

TEST(GrossSavings, IsBenchmarkLessCost) {
  EXPECT_EQ(line_at(GrossSavings{}, 940.0, 0.0), 60.0);
}

TEST(UpsideOnly, CancelsLossesOnly) {
  EXPECT_EQ(line_at(UpsideOnly{}, 0.0, -5.0), 5.0);
  EXPECT_EQ(line_at(UpsideOnly{}, 0.0, 5.0), 0.0);
}

TEST(MinimumSavings, CancelsSavingsBelowAndLeavesLosses) {
  MinimumSavings const term{Quantity{0.02}, {}, {}};
  EXPECT_EQ(line_at(term, 0.0, 19.99), -19.99);
  EXPECT_EQ(line_at(term, 0.0, 20.0), 0.0);
  EXPECT_EQ(line_at(term, 0.0, -1.0), 0.0);
}

TEST(MinimumSavings, SizeIsPersonYearsUnlessGiven) {
  MinimumSavings term{{}, {{5'000.0, 0.04}, {20'000.0, 0.01}}, {}};  // 10,000 person-years: 3 %
  EXPECT_EQ(line_at(term, 0.0, 29.0), -29.0);
  EXPECT_EQ(line_at(term, 0.0, 30.0), 0.0);
  term.size = Quantity{20'000.0};
  EXPECT_EQ(line_at(term, 0.0, 10.0), 0.0);
}

TEST(SymmetricMinimum, IsADeadBandClosedByEquality) {
  SymmetricMinimum const term{Quantity{0.02}, {}, {}};
  for (double inside : {19.99, 0.01, -0.01, -19.99}) EXPECT_EQ(line_at(term, 0.0, inside), -inside);
  for (double outside : {20.0, 50.0, -20.0, -50.0}) EXPECT_EQ(line_at(term, 0.0, outside), 0.0);
  for (double any : {0.01, -0.01}) EXPECT_EQ(line_at(SymmetricMinimum{Quantity{0.0}, {}, {}}, 0.0, any), 0.0);
}

TEST(MinimumLosses, CancelsSmallLossesAndLeavesSavings) {
  EXPECT_EQ(line_at(MinimumLosses{0.02}, 0.0, -19.99), 19.99);
  EXPECT_EQ(line_at(MinimumLosses{0.02}, 0.0, -20.0), 0.0);
  EXPECT_EQ(line_at(MinimumLosses{0.02}, 0.0, 1.0), 0.0);
}

TEST(LowRevenueRelief, GivesBackHalfOfCancelledSavings) {
  EXPECT_EQ(line_at(LowRevenueRelief{}, 990.0, 0.0), 5.0);
  EXPECT_EQ(line_at(LowRevenueRelief{}, 990.0, 10.0), 0.0);           // not cancelled
  EXPECT_EQ(line_at(LowRevenueRelief{}, 1010.0, 0.0), 0.0);           // a loss
  EXPECT_EQ(line_at(LowRevenueRelief{}, 990.0, 0.0, 59'999.0), 0.0);  // below 5,000 person-years
  EXPECT_EQ(line_at(LowRevenueRelief{0.5, 5'000.0, Quantity{5'000.0}}, 990.0, 0.0, 59'999.0), 5.0);
}

TEST(QualityStandard, KeepsScalesOrCancelsSavings) {
  EXPECT_EQ(line_at(QualityStandard{0.75, 0.75, 0.0}, 0.0, 8.0), 0.0);
  EXPECT_EQ(line_at(QualityStandard{0.5, 0.75, 1.0}, 0.0, 8.0), -4.0);
  EXPECT_EQ(line_at(QualityStandard{0.5, 0.75, 0.0}, 0.0, 8.0), -8.0);
  EXPECT_EQ(line_at(QualityStandard{0.5, 0.75, 0.0}, 0.0, -8.0), 0.0);
}

TEST(Shares, TouchTheirOwnSideOnly) {
  EXPECT_EQ(line_at(SavingsShare{0.75}, 0.0, 8.0), -2.0);
  EXPECT_EQ(line_at(SavingsShare{0.75}, 0.0, -8.0), 0.0);
  EXPECT_EQ(line_at(LossShare{0.25}, 0.0, -8.0), 6.0);
  EXPECT_EQ(line_at(LossShare{0.25}, 0.0, 8.0), 0.0);
}

TEST(QualityLossShare, FallsWithQualityBetweenFloorAndCeiling) {
  auto const share = [](double score, double alternative) {
    return line_at(QualityLossShare{0.5, 0.25, 0.75, score, 0.75, alternative}, 0.0, -8.0);
  };
  EXPECT_EQ(share(1.0, 0.0), 4.0);    // 1 - 0.5
  EXPECT_EQ(share(0.75, 0.0), 3.0);   // 1 - 0.375
  EXPECT_EQ(share(0.5, 0.0), 2.0);    // ceiling: neither standard
  EXPECT_EQ(share(0.625, 1.0), 2.5);  // alternative only
  EXPECT_EQ(line_at(QualityLossShare{1.0, 0.25, 0.75, 1.0, 0.75, 0.0}, 0.0, -8.0), 6.0);  // floor
  EXPECT_EQ(line_at(QualityLossShare{0.5, 0.25, 0.75, 1.0, 0.75, 0.0}, 0.0, 8.0), 0.0);
}

TEST(LossCap, IsTheLeastOfTheLimitsGiven) {
  EXPECT_EQ(line_at(LossCap{Quantity{0.03125}, {}, {}, {}}, 0.0, -50.0), 18.75);
  EXPECT_EQ(line_at(LossCap{Quantity{0.03125}, Quantity{0.25}, Quantity{80.0}, {}}, 0.0, -50.0), 30.0);
  EXPECT_EQ(line_at(LossCap{Quantity{0.03125}, Quantity{0.25}, Quantity{80.0}, Quantity{10.0}}, 0.0, -50.0),
            40.0);
  EXPECT_EQ(line_at(LossCap{{}, Quantity{0.25}, Quantity{0.0}, {}}, 0.0, -50.0),
            50.0);  // no revenue, no liability
  EXPECT_EQ(line_at(LossCap{Quantity{0.03125}, {}, {}, {}}, 0.0, -20.0), 0.0);
  EXPECT_EQ(line_at(LossCap{Quantity{0.03125}, {}, {}, {}}, 0.0, 50.0), 0.0);
}

TEST(CircumstanceRelief, LowersLossesByTimeAndMembers) {
  EXPECT_EQ(line_at(CircumstanceRelief{3.0, 0.5}, 0.0, -80.0), 10.0);
  EXPECT_EQ(line_at(CircumstanceRelief{3.0, 0.5}, 0.0, 80.0), 0.0);
}

TEST(Sequestration, WithholdsFromGainsOnly) {
  EXPECT_EQ(line_at(Sequestration{0.25}, 0.0, 8.0), -2.0);
  EXPECT_EQ(line_at(Sequestration{0.25}, 0.0, -8.0), 0.0);
}

TEST(SavingsCap, LimitsGainsOnly) {
  EXPECT_EQ(line_at(SavingsCap{0.0625}, 0.0, 100.0), -37.5);
  EXPECT_EQ(line_at(SavingsCap{0.0625}, 0.0, 50.0), 0.0);
  EXPECT_EQ(line_at(SavingsCap{0.0625}, 0.0, -100.0), 0.0);
}

}  // namespace
}  // namespace plimsoll
