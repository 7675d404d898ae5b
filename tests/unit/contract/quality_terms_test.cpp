#include <gtest/gtest.h>

#include "support/term_line.hpp"

namespace plimsoll {
namespace {

using test::line_of_term;
using test::with_balance;

TEST(QualityGate, CancelsGainsBelowTheStandard) {
  EXPECT_EQ(line_of_term(QualityGate{0.7, 0.7}, with_balance(8.0)), 0.0);
  EXPECT_EQ(line_of_term(QualityGate{0.699, 0.7}, with_balance(8.0)), -8.0);
  EXPECT_EQ(line_of_term(QualityGate{0.0, 0.7}, with_balance(-8.0)), 0.0);
}

TEST(MeasureGate, NeedsAllOrAsManyAsItSays) {
  auto const line = [](std::vector<Quantity> passed, std::optional<Quantity> needed, double balance) {
    return line_of_term(MeasureGate{std::move(passed), std::move(needed)}, with_balance(balance));
  };
  EXPECT_EQ(line({1.0, 1.0, 1.0}, {}, 8.0), 0.0);
  EXPECT_EQ(line({1.0, 0.0, 1.0}, {}, 8.0), -8.0);
  EXPECT_EQ(line({1.0, 0.0, 1.0}, 2.0, 8.0), 0.0);
  EXPECT_EQ(line({1.0, 0.0, 0.0}, 2.0, 8.0), -8.0);
  EXPECT_EQ(line({0.0}, {}, -8.0), 0.0);
}

TEST(Ladder, PaysTheShareOfTheStepReached) {
  auto const line = [](double score, double balance) {
    return line_of_term(Ladder{score, {{0.5, 0.25}, {0.8, 0.75}}}, with_balance(balance));
  };
  EXPECT_EQ(line(0.49, 8.0), -8.0);
  EXPECT_EQ(line(0.5, 8.0), -6.0);
  EXPECT_EQ(line(0.79, 8.0), -6.0);
  EXPECT_EQ(line(0.8, 8.0), -2.0);
  EXPECT_EQ(line(5.0, 8.0), -2.0);
  EXPECT_EQ(line(0.0, -8.0), 0.0);
}

TEST(LinearLadder, PaysInProportionBetweenItsEnds) {
  auto const line = [](double score, double balance) {
    return line_of_term(LinearLadder{score, 0.25, 0.75}, with_balance(balance));
  };
  EXPECT_EQ(line(0.25, 8.0), -8.0);
  EXPECT_EQ(line(0.5, 8.0), -4.0);
  EXPECT_EQ(line(0.9, 8.0), 0.0);
  EXPECT_EQ(line(0.5, -8.0), 0.0);
}

TEST(CostGate, HoldsCostPerMemberMonthToABand) {
  auto const line = [](double pmpm, std::optional<Quantity> down_to) {
    Position at = with_balance(8.0);
    at.cost = pmpm * 120'000.0;
    return line_of_term(CostGate{420.0, 0.03, std::move(down_to)}, at);
  };
  EXPECT_EQ(line(432.60, {}), 0.0);
  EXPECT_EQ(line(432.61, {}), -8.0);
  EXPECT_EQ(line(300.0, {}), 0.0);
  EXPECT_EQ(line(407.40, 0.03), 0.0);
  EXPECT_EQ(line(407.39, 0.03), -8.0);
  EXPECT_EQ(line_of_term(CostGate{420.0, 0.03, {}}, with_balance(-8.0)), 0.0);
}

TEST(Bonus, IsAShareOfBaseDollarsOrPerMemberMonth) {
  Position at = with_balance(0.0);
  at.base = 3'200'000.0;
  EXPECT_EQ(line_of_term(Bonus{0.05, {}, {}}, at), 160'000.0);
  EXPECT_EQ(line_of_term(Bonus{{}, 5.0, {}}, at), 5.0);
  EXPECT_EQ(line_of_term(Bonus{{}, {}, 1.5}, at), 180'000.0);
  EXPECT_EQ(line_of_term(BaseRevenue{{}, 2.0}, at), 240'000.0);
  EXPECT_EQ(line_of_term(BaseRevenue{7.0, {}}, at), 7.0);
}

// Gates and ladders close at the worst end and open at the best, whatever the unit of the score.
TEST(QualityTerms, HaveTwoEnds) {
  std::vector<Term> const terms{QualityGate{3.0, 4.0}, MeasureGate{{0.0, 1.0}, {}},
                                Ladder{2.0, {{3.0, 0.25}, {5.0, 1.0}}}, LinearLadder{3.0, 2.0, 5.0},
                                CostGate{420.0, 0.03, 0.03}};
  for (Term const& term : terms) {
    Position at = with_balance(8.0);
    at.outcome = Outcome::worst;
    EXPECT_EQ(line_of_term(term, at), -8.0) << clause_of(term).kind;
    at.outcome = Outcome::best;
    EXPECT_EQ(line_of_term(term, at), 0.0) << clause_of(term).kind;
  }
}

std::vector<Problem> faults(std::vector<NamedTerm> terms) {
  return faults_of(terms, PanelView{});
}
NamedTerm const opening{"bonus", Bonus{{}, 100.0, {}}, {}};

TEST(QualityTerms, FaultsAreToldWithTheTerm) {
  std::vector<std::pair<Term, std::string>> const wrong{
      {MeasureGate{{}, {}}, "term.passed"},
      {MeasureGate{{1.0, 1.0}, 3.0}, "term.needed"},
      {Ladder{0.5, {}}, "term.steps"},
      {Ladder{0.5, {{0.5, 0.2}, {0.5, 0.4}}}, "term.steps"},
      {Ladder{0.5, {{0.5, 0.4}, {0.6, 0.2}}}, "term.steps"},
      {LinearLadder{0.5, 0.6, 0.6}, "term.low"},
      {Bonus{{}, 5.0, 5.0}, "term"},
      {Bonus{}, "term"},
      {BaseRevenue{}, "term"},
      {Bonus{0.05, {}, {}}, "term.share_of_base"},  // no base revenue above it
      {MipsAdjustment{1.0, 0.5, 0.75, 0.09, 1.0, 0.5}, "term.negative_anchor"},
      {ReadmissionsReduction{}, "term.conditions"}};
  for (auto const& [term, key] : wrong) {
    auto const found = faults({opening, {"term", term, {}}});
    ASSERT_EQ(found.size(), 1u) << clause_of(term).kind;
    EXPECT_EQ(found.front().key, key);
  }
}

TEST(QualityTerms, SoundOnesHaveNoFault) {
  EXPECT_TRUE(faults({{"base", BaseRevenue{5.0, {}}, {}},
                      {"bonus", Bonus{0.05, {}, {}}, {}},
                      {"gate", MeasureGate{{1.0, 1.0}, 2.0}, {}},
                      {"ladder", Ladder{0.5, {{0.5, 0.2}, {0.6, 0.2}}}, {}},
                      {"linear", LinearLadder{0.5, 0.4, 0.6}, {}}})
                  .empty());
}

}  // namespace
}  // namespace plimsoll
