// Commercial shared savings and shared risk: contracts.md, section 7 (numbers of the section).
#include <gtest/gtest.h>

#include "oracle/contract/mssp.hpp"
#include "support/member_list.hpp"

namespace plimsoll::test {
namespace {

/// Axene's illustration, section 7.1: target 500, actual 495.50, 125,000 member months, half shared.
double axene(double minimum) {
  std::vector<NamedTerm> const terms{{"opening", GrossSavings{}, {}},
                                     {"minimum", MinimumSavings{Quantity{minimum}, {}, {}}, {}},
                                     {"share", SavingsShare{0.50}, {}}};
  return settle(terms, {500.0 * 125'000.0, 495.50 * 125'000.0, 125'000.0 / 12.0});
}

TEST(Section71, AMissedMinimumCostsEverything) {
  EXPECT_EQ(axene(0.0), 281'250.00);
  EXPECT_EQ(axene(0.01), 0.0);
  EXPECT_EQ(axene(0.009), 281'250.00);
}

/// Section 7.3: 8,000 members, baseline 420, trend 5.5 %, actual 431.
double const target = 443.10 * 96'000.0, actual = 431.0 * 96'000.0;
double commercial(std::vector<Term> const& terms, double cost = actual) {
  std::vector<NamedTerm> named{{"opening", GrossSavings{}, {}}};
  for (Term const& term : terms) named.push_back({"term " + std::to_string(named.size()), term, {}});
  return settle(named, {target, cost, 8'000.0});
}

TEST(Section73, HalfOfTheSavings) {
  EXPECT_EQ(to_cents(target), 42'537'600.00);
  EXPECT_EQ(commercial({}), 1'161'600.00);
  EXPECT_EQ(commercial({SavingsShare{0.50}, SavingsCap{0.05}}), 580'800.00);
  EXPECT_EQ(commercial({SavingsCap{0.05}}, 0.0), 2'126'880.00);
  EXPECT_EQ(commercial({SavingsShare{0.50}, SavingsShare{0.90}, SavingsCap{0.05}}),
            522'720.00);  // ladder 0.9
}

TEST(Section73, ACliffOfThreePercentPaysNothing) {
  EXPECT_EQ(commercial({MinimumSavings{Quantity{0.03}, {}, {}}, SavingsShare{0.50}}), 0.0);
}

TEST(Section73, ADeductibleOfTwoPercentPaysOnTheRest) {
  EXPECT_EQ(commercial({SavingsDeductible{0.02}, SavingsShare{0.50}}), 155'424.00);
  EXPECT_EQ(commercial({SavingsDeductible{0.03}, SavingsShare{0.50}}), 0.0);
}

TEST(Section71, LossesAreTheMirror) {
  double const loss = target + (target - actual);
  EXPECT_EQ(commercial({LossDeductible{0.02}, LossShare{0.50}}, loss), -155'424.00);
  EXPECT_EQ(commercial({LossDeductible{0.03}, LossShare{0.50}}, loss), 0.0);
  EXPECT_EQ(commercial({SavingsDeductible{0.02}, LossShare{0.50}}, loss), -580'800.00);  // its own side only
}

TEST(Section71, TooFewMembersCancelBothWays) {
  for (double cost : {actual, target + 1e6}) {
    EXPECT_EQ(commercial({MinimumMembers{8'001.0, {}}}, cost), 0.0);
    EXPECT_EQ(commercial({MinimumMembers{8'000.0, {}}}, cost), to_cents(target - cost));
    EXPECT_EQ(commercial({MinimumMembers{8'000.0, Quantity{7'999.0}}}, cost), 0.0);
  }
}

TEST(Section71, ThePooledExcessComesBackAsACharge) {
  auto const cost_after = [](Term const& term) {
    return value_in(line_of(term, named_position()), {0.0, actual, 8'000.0});
  };
  EXPECT_EQ(to_cents(cost_after(PoolingCharge{Quantity{21.0}, {}})), 2'016'000.00);  // 96,000 months
  EXPECT_EQ(to_cents(cost_after(PoolingCharge{{}, Quantity{0.05}})), 2'068'800.00);
  EXPECT_EQ(to_cents(cost_after(Completion{1.02})), 827'520.00);
}

}  // namespace
}  // namespace plimsoll::test
