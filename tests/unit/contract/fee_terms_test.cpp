#include <gtest/gtest.h>

#include <array>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

double line_at(Term const& term, double balance) {
  Position at;
  at.balance = balance;
  at.months = 120.0;
  return evaluate(line_of(term, at), std::array<std::pair<std::string, double>, 0>{});
}

TEST(CompositeQuality, TurnsAtABalanceOfNothing) {
  CompositeQuality const term{0.8, 0.10, 0.20};
  EXPECT_DOUBLE_EQ(line_at(term, 1'000.0), -20.0);
  EXPECT_EQ(line_at(term, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(line_at(term, -1'000.0), 160.0);
}

TEST(CompositeQuality, AsksForTheEndsOfTheScore) {
  Position at;
  at.balance = -1'000.0;
  at.outcome = Outcome::worst;
  CompositeQuality const term{0.8, 0.10, 0.20};
  EXPECT_EQ(evaluate(apply(term, at), std::array<std::pair<std::string, double>, 0>{}), 0.0);
  at.outcome = Outcome::best;
  EXPECT_EQ(evaluate(apply(term, at), std::array<std::pair<std::string, double>, 0>{}), 200.0);
}

TEST(PostEpisodeSpending, ChargesFromTheThresholdOn) {
  EXPECT_EQ(line_at(PostEpisodeSpending{5'000.0, 5'000.0, {}}, 0.0), 0.0);
  EXPECT_EQ(line_at(PostEpisodeSpending{5'001.0, 5'000.0, {}}, 0.0), -10.0);
  EXPECT_EQ(line_at(PostEpisodeSpending{5'001.0, 5'000.0, 25.0}, 0.0), -25.0);
}

TEST(Leakage, AndAdjustmentLeaveDebtsAlone) {
  EXPECT_EQ(line_at(Leakage{0.25}, 100.0), -25.0);
  EXPECT_EQ(line_at(Leakage{0.25}, -100.0), 0.0);
  EXPECT_EQ(line_at(PerformanceAdjustment{0.25, -0.1, 0.5}, 100.0), 25.0);
  EXPECT_EQ(line_at(PerformanceAdjustment{0.25, -0.1, 0.5}, -100.0), 0.0);
}

TEST(PerformanceAdjustment, FloorAboveCeilingIsRefused) {
  auto const faults = faults_in(PerformanceAdjustment{0.0, 0.5, -0.1}, PanelView{});
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].key, "floor");
}

TEST(EpisodeTarget, PricesOneCellOfThePopulation) {
  EpisodeTarget target;
  target.price = 1'000.0;
  target.discount = 0.0;
  target.cell = "msdrg_470";
  Position at;
  at.view.classes = {"msdrg_469", "msdrg_470"};
  Expr const line = apply(target, at);
  ASSERT_EQ(compile({{"line", 2026, Unit::dollars, "", line}}).columns.size(), 1u);
  EXPECT_TRUE(faults_in(target, at.view).empty());
  target.cell = "msdrg_471";
  EXPECT_EQ(faults_in(target, at.view).size(), 1u);
  target.episodes = 150.0;
  EXPECT_TRUE(faults_in(target, at.view).empty());
}

TEST(Fees, AContractWithoutMembersMustSayHowMany) {
  PanelView none;
  none.without_members = true;
  std::vector<NamedTerm> terms{{"fee", MemberFee{3.0, {}}, {}}};
  auto const faults = faults_of(terms, none);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].key, "fee");
  terms[0].term = MemberFee{3.0, 8'000.0};
  EXPECT_TRUE(faults_of(terms, none).empty());
}

TEST(Fees, MayOweWhenTheProgrammeCostsMore) {
  std::vector<NamedTerm> const terms{{"fee", MemberFee{3.0, 100.0}, {}},
                                     {"cost", ProgramCost{5.0, 1.0, 1.0, 100.0}, {}}};
  Position start;
  start.view.without_members = true;
  std::array<std::pair<std::string, double>, 0> const none{};
  EXPECT_EQ(evaluate(write_ledger(terms, start).settlement, none), -2'400.0);
  EXPECT_EQ(evaluate(contract_maximum(terms, start), none), 2'400.0);
  std::vector<NamedTerm> const fee_only{terms[0]};
  EXPECT_EQ(evaluate(contract_maximum(fee_only, start), none), 0.0);
}

}  // namespace
}  // namespace plimsoll
