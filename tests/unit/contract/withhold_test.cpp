#include "plimsoll/models/contract/withhold.hpp"

#include <gtest/gtest.h>

#include <array>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

double value(Expr const& expr) {
  return evaluate(expr, {});
}

Ledger written(std::vector<NamedTerm> const& terms) {
  Position at;
  at.benchmark = 1000.0;
  at.cost = 800.0;
  at.months = 120.0;
  return write_ledger(terms, at);
}

TEST(Withhold, StandsOnTheDiscountedBenchmark) {
  Ledger const ledger = written({{"discount", BenchmarkDiscount{0.25}, {}},
                                 {"withhold", Withhold{0.5}, {}},
                                 {"earn_back", EarnBack{"withhold", 0.75}, {}},
                                 {"gross_savings", GrossSavings{}, {}}});
  EXPECT_EQ(value(ledger.lines[0].line), -250.0);
  EXPECT_EQ(value(ledger.lines[1].line), -375.0);
  EXPECT_EQ(value(ledger.lines[2].line), 281.25);
  EXPECT_EQ(value(ledger.benchmark), 656.25);
  EXPECT_EQ(value(ledger.settlement), -143.75);
}

TEST(EarnBack, NeedsItsWithholdAboveIt) {
  std::vector<NamedTerm> const terms{{"earn_back", EarnBack{"held", 0.75}, {}},
                                     {"held", Withhold{0.5}, {}},
                                     {"gross_savings", GrossSavings{}, {}}};
  auto const problems = faults_of(terms, PanelView{});
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].key, "earn_back.of");
}

/// The term's line on a balance; benchmark 1000, 120 member months.
double line_at(Term const& term, double balance) {
  Position at;
  at.benchmark = 1000.0;
  at.balance = balance;
  at.months = 120.0;
  return value(line_of(term, at));
}

TEST(Recoupment, TakesNoMoreThanIsPaid) {
  EXPECT_EQ(line_at(Recoupment{30.0}, 100.0), -30.0);
  EXPECT_EQ(line_at(Recoupment{130.0}, 100.0), -100.0);
  EXPECT_EQ(line_at(Recoupment{30.0}, -100.0), 0.0);
}

TEST(LossRelief, ForgivesNoMoreThanIsOwed) {
  EXPECT_EQ(line_at(LossRelief{30.0}, -100.0), 30.0);
  EXPECT_EQ(line_at(LossRelief{130.0}, -100.0), 100.0);
  EXPECT_EQ(line_at(LossRelief{30.0}, 100.0), 0.0);
}

TEST(QualityScale, ScalesSavingsAndCancelsThemBelowTheMinimum) {
  EXPECT_EQ(line_at(QualityScale{0.75, 0.75}, 100.0), -25.0);
  EXPECT_EQ(line_at(QualityScale{0.5, 0.75}, 100.0), -100.0);
  EXPECT_EQ(line_at(QualityScale{0.5}, 100.0), -50.0);
  EXPECT_EQ(line_at(QualityScale{0.5}, -100.0), 0.0);
}

TEST(SavingsCap, IsTheLeastOfTheLimitsGiven) {
  EXPECT_EQ(line_at(SavingsCap{{}, Quantity{0.5}, Quantity{100.0}}, 80.0), -30.0);
  EXPECT_EQ(line_at(SavingsCap{.dollars = Quantity{20.0}}, 80.0), -60.0);
  EXPECT_EQ(line_at(SavingsCap{.pmpm = Quantity{0.5}}, 80.0), -20.0);
  EXPECT_EQ(line_at(SavingsCap{.share_of_benchmark = Quantity{0.0625}, .dollars = Quantity{70.0}}, 80.0),
            -17.5);
  EXPECT_EQ(line_at(LossCap{.pmpm = Quantity{0.5}}, -80.0), 20.0);
}

TEST(SavingsCap, RefusesAShareOfARevenueNobodyGives) {
  for (Term const& cap : {Term{SavingsCap{}}, Term{SavingsCap{.share_of_revenue = Quantity{0.5}}}}) {
    std::vector<NamedTerm> const terms{{"gross_savings", GrossSavings{}, {}}, {"cap", cap, {}}};
    EXPECT_EQ(faults_of(terms, PanelView{}).size(), 1u);
  }
}

}  // namespace
}  // namespace plimsoll
