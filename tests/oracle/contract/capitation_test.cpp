// Capitation, stop-loss and pools against the worked examples of contracts.md, section 4 (numbers of the
// section, not of this program), with the members written out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/member_list.hpp"

namespace plimsoll::test {
namespace {

/// 5,000 members, 60,000 member months, three of them large claimants, `claims` in all.
MemberList panel_of(double claims) {
  MemberList members{{0, 12, {410'000.0}}, {0, 12, {285'000.0}}, {0, 12, {220'000.0}}};
  double const rest = claims - 915'000.0;
  double const each = std::floor(rest / 4'997.0);
  for (int member = 0; member < 4'996; ++member) members.push_back({0, 12, {each}});
  members.push_back({0, 12, {rest - 4'996.0 * each}});
  return members;
}

/// Section 4.4: 85 % of 1,100 PMPM; specific 200,000 at 90 %; aggregate 105 % of 90 % of revenue at 90 %;
/// premium 22 PMPM; administration 6 %.
std::vector<NamedTerm> medicare_advantage() {
  return {{"specific", SpecificStopLoss{200'000.0, {}, 0.90}, {}},
          {"premium", PercentOfPremium{0.85, 1'100.0}, {}},
          {"aggregate", AggregateStopLoss{1.05, {}, 0.90, 0.90, {}}, {}},
          {"gross_savings", GrossSavings{}, {}},
          {"stop_loss_premium", StopLossPremium{22.0}, {}},
          {"administration", Administration{{}, 0.06, {}}, {}}};
}

TEST(Section44, MarginAndEffectiveLossRatio) {
  LedgerOn const ledger(panel_of(51'000'000.0), medicare_advantage(), members_position());
  EXPECT_EQ(ledger.benchmark(), 56'100'000.00);
  EXPECT_EQ(ledger.line("specific"), -283'500.00);
  EXPECT_EQ(ledger.line("aggregate"), 0.00);
  EXPECT_EQ(ledger.line("stop_loss_premium"), -1'320'000.00);
  EXPECT_EQ(ledger.line("administration"), -3'366'000.00);
  EXPECT_EQ(ledger.settlement(), 697'500.00);
  double const effective = (ledger.cost() - ledger.line("stop_loss_premium")) / ledger.benchmark();
  EXPECT_EQ(std::round(effective * 1e4), 9'276.0);  // 92.76 %
}

TEST(Section44, StressReachesTheAggregateCover) {
  LedgerOn const ledger(panel_of(58'800'000.0), medicare_advantage(), members_position());
  EXPECT_EQ(ledger.line("specific"), -283'500.00);
  EXPECT_EQ(ledger.line("aggregate"), -4'951'800.00);
  EXPECT_EQ(ledger.settlement(), -2'150'700.00);
}

TEST(Section44, TheAggregateCoverSeesCostNetOfSpecificRecoveries) {
  std::vector<NamedTerm> terms = medicare_advantage();
  std::erase_if(terms, [](NamedTerm const& term) { return term.name == "specific"; });
  LedgerOn const gross(panel_of(58'800'000.0), terms, members_position());
  EXPECT_EQ(gross.line("aggregate"),
            -5'206'950.00);  // 90 % of (58,800,000 - 53,014,500): what it must not see
}

TEST(Section44, TheAggregateCoverEndsAtItsMaximum) {
  std::vector<NamedTerm> terms = medicare_advantage();
  std::get<AggregateStopLoss>(terms[2].term).maximum = 2'000'000.0;
  EXPECT_EQ(LedgerOn(panel_of(58'800'000.0), terms, members_position()).line("aggregate"), -2'000'000.00);
}

// Section 4.1: rec_i = coins · min(max(0, X_i - A), Lmax - A), per person per policy year.
TEST(Section41, SpecificCoverOfOnePerson) {
  auto const recovery = [](double cost, int months) {
    SpecificStopLoss const term{200'000.0, 1'000'000.0, 0.80};
    return value_on({{0, months, {cost}}}, apply(term, members_position()));
  };
  EXPECT_EQ(recovery(200'000.0, 12), 0.0);
  EXPECT_EQ(recovery(200'001.0, 12), -0.8);
  EXPECT_EQ(recovery(1'000'000.0, 12), -640'000.0);
  EXPECT_EQ(recovery(3'000'000.0, 12), -640'000.0);
  EXPECT_EQ(recovery(300'000.0, 3), -80'000.0);  // three months lower no deductible
}

// Section 4.4, another panel: 8,000 members, budget 60 PMPM, withhold 5.50 PMPM = 528,000.
std::vector<NamedTerm> hospital_pool(double withhold) {
  return {{"budget", Capitation{60.0}, {}},
          {"gross_savings", GrossSavings{}, {}},
          {"savings_share", SavingsShare{0.50}, {}},
          {"loss_share", LossShare{0.50}, {}},
          {"withhold", LossCap{{}, {}, {}, {}, Quantity{withhold}}, {}}};
}
double pool(double actual, double withhold = 5.50) {
  MemberList members(8'000, {0, 12, {0.0}});
  members.front().dollars = {actual};
  return LedgerOn(members, hospital_pool(withhold), members_position()).settlement();
}

TEST(Section44, HospitalPoolPaysHalfOfASurplus) {
  EXPECT_EQ(pool(5'350'000.0), 205'000.00);
}
TEST(Section44, HospitalPoolChargesHalfOfADeficitToTheWithhold) {
  EXPECT_EQ(pool(6'300'000.0), -270'000.00);
  EXPECT_EQ(pool(6'816'000.0), -528'000.00);  // exactly the withhold
  EXPECT_EQ(pool(9'000'000.0), -528'000.00);  // the rest is the hospital's, or carried
}

// Section 4.3: zero members, revenue 0, administration remains.
TEST(Section43, ZeroMembersLeaveFixedAdministration) {
  std::vector<NamedTerm> terms = medicare_advantage();
  EXPECT_EQ(LedgerOn({}, terms, members_position()).settlement(), 0.0);  // 6 % of nothing
  terms.back().term = Administration{{}, {}, 250'000.0};
  LedgerOn const empty({}, terms, members_position());
  EXPECT_EQ(empty.exposed(), 0.0);
  EXPECT_EQ(empty.benchmark(), 0.0);
  EXPECT_EQ(empty.line("administration"), -250'000.0);
  EXPECT_EQ(empty.settlement(), -250'000.0);
  EXPECT_EQ(value_on({}, contract_maximum(terms, members_position())), 250'000.0);
}

// users.md row 5: 9,000 lives at 1,041 PMPM, whatever they cost.
TEST(UsersRow5, CapitationIsTheSameWhateverIsUsed) {
  for (double each : {0.0, 4'000.0, 20'000.0}) {
    MemberList const members(9'000, {0, 12, {each}});
    LedgerOn const ledger(members, {{"capitation", Capitation{1'041.0}, {}}, {"margin", GrossSavings{}, {}}},
                          members_position());
    EXPECT_EQ(ledger.benchmark(), 112'428'000.00);
    EXPECT_EQ(ledger.settlement(), 112'428'000.00 - 9'000.0 * each);
  }
}

// users.md row 15: loss ratio 88 % against 85 %, half shared, premium of $100M.
double corridor(MlrCorridor const& term, double cost) {
  MemberList members(10'000, {0, 10, {0.0}});
  members.front().dollars = {cost};
  return LedgerOn(members, {{"premium", PercentOfPremium{1.0, 1'000.0}, {}}, {"corridor", term, {}}},
                  members_position())
      .settlement();
}

TEST(UsersRow15, OwesHalfOfThreePercentOfPremium) {
  EXPECT_EQ(corridor({0.85, 0.0, 0.50, 0.50, {}, {}}, 88e6), -1'500'000.00);
}
TEST(Section41, LossRatioCorridorWithDeadBandCapAndFloor) {
  MlrCorridor const term{0.85, 0.02, 0.50, 0.40, Quantity{0.75}, Quantity{0.95}};
  for (double inside : {83e6, 85e6, 87e6}) EXPECT_EQ(corridor(term, inside), 0.0);
  EXPECT_EQ(corridor(term, 80e6), 1'500'000.00);  // half of 85 - 80 - 2
  EXPECT_EQ(corridor(term, 75e6), 4'000'000.00);
  EXPECT_EQ(corridor(term, 60e6), 4'000'000.00);   // below the floor nothing is added
  EXPECT_EQ(corridor(term, 90e6), -1'200'000.00);  // 40 % of 90 - 85 - 2
  EXPECT_EQ(corridor(term, 120e6), -3'200'000.00);
}

}  // namespace
}  // namespace plimsoll::test
