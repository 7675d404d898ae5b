#include "plimsoll/models/contract/payoff.hpp"

#include <gtest/gtest.h>

#include "oracle/contract/mssp.hpp"

namespace plimsoll::test {
namespace {

constexpr double benchmark = 232'200'000.0;

Payoff payoff_of(std::vector<NamedTerm> const& terms) {
  Position start;
  start.cost = Expr::named(std::string(payoff_cost));
  start.benchmark = benchmark;
  start.months = 240'000.0;
  return Payoff(write_ledger_after_members(terms, start), benchmark, [](ColumnSource const&) { return 0.0; });
}

// users.md A, rows 1 and 2, less sequestration.
TEST(Payoff, IsTheSettlementAtARate) {
  Payoff const basic = payoff_of(basic_e({.revenue = 70e6, .minimum = 0.02}));
  EXPECT_EQ(basic.settlement(0.02), 2'275'560.00);
  EXPECT_EQ(basic.settlement(-0.04), -2'786'400.00);
  EXPECT_EQ(basic.settlement(-0.09), -5'600'000.00);
  EXPECT_EQ(payoff_of(enhanced({.minimum = 0.02})).settlement(-0.09), -8'359'200.00);
}

TEST(Payoff, NamesTheClauseOfEveryKink) {
  std::vector<Kink> const kinks = payoff_of(basic_e({.revenue = 70e6, .minimum = 0.02})).kinks(-0.15, 0.25);
  ASSERT_EQ(kinks.size(), 4u);
  double const cap = 5'600'000.0 / 0.30 / benchmark;  // 8 % of revenue over the loss share
  struct {
    char const* line;
    double rate, slope_below, slope_above, jump;
  } const expected[] = {{"loss_cap", -cap, 0.0, 0.30, 0.0},
                        {"minimum", -0.02, 0.30, 0.0, 0.02 * 0.30},
                        {"minimum", 0.02, 0.0, 0.49, 0.02 * 0.49},
                        {"savings_cap", 0.10 / 0.49, 0.49, 0.0, 0.0}};
  for (std::size_t i = 0; i < kinks.size(); ++i) {
    EXPECT_EQ(kinks[i].line, expected[i].line);
    EXPECT_NEAR(kinks[i].rate, expected[i].rate, 1e-9);
    EXPECT_NEAR(kinks[i].slope_below, expected[i].slope_below, 1e-6);
    EXPECT_NEAR(kinks[i].slope_above, expected[i].slope_above, 1e-6);
    EXPECT_NEAR(kinks[i].above - kinks[i].below, expected[i].jump * benchmark, 1.0);
  }
}

TEST(Payoff, AStraightLineHasNoKink) {
  EXPECT_TRUE(payoff_of({{"gross_savings", GrossSavings{}, {}}}).kinks(-0.3, 0.3).empty());
}

TEST(Crossings, AreWhereTheLeadChanges) {
  Payoff const flat = payoff_of({{"gross_savings", GrossSavings{}, {}},
                                 {"loss_share", LossShare{0.5}, {}},
                                 {"savings_share", SavingsShare{0.5}, {}}});
  Payoff const steep =
      payoff_of({{"gross_savings", GrossSavings{}, {}}, {"deductible", MinimumSavings{0.03, {}, {}}, {}}});
  std::vector<Crossing> const found = crossings(steep, flat, -0.2, 0.2);
  ASSERT_EQ(found.size(), 1u);  // the flat one leads in losses and below the minimum
  EXPECT_NEAR(found[0].rate, 0.03, 1e-9);
  EXPECT_TRUE(found[0].first_is_better_above);
  EXPECT_TRUE(crossings(flat, flat, -0.2, 0.2).empty());
}

}  // namespace
}  // namespace plimsoll::test
