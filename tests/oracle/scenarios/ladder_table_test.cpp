// users.md table A row 52: dollars at each level and their marginal value, which sums to the maximum.
#include "plimsoll/scenarios/ladder_table.hpp"

#include <gtest/gtest.h>

#include "support/term_line.hpp"

namespace plimsoll {
namespace {

double number_of(Expr const& expr) {
  return evaluate(expr, {});
}

struct Level {
  double at, dollars, marginal;
};

std::vector<Level> levels(std::vector<NamedTerm> const& terms, Position const& at, std::string const& term) {
  std::vector<Level> found;
  auto const value = [](Cell const& cell) { return std::get<Figure>(cell).value; };
  Table const table = ladder_table("deal", terms, at, number_of);
  for (Row const& row : table.rows())
    if (std::get<std::string>(row.cells[0]) == term)
      found.push_back({value(row.cells[1]), value(row.cells[2]), value(row.cells[3])});
  return found;
}

double sum_of_marginals(std::vector<Level> const& found) {
  double sum = 0.0;
  for (Level const& level : found) sum += level.marginal;
  return sum;
}

std::vector<NamedTerm> deal() {
  return {{"base", BaseRevenue{3'200'000.0, {}}, {}},
          {"bonus", Bonus{0.05, {}, {}}, {}},
          {"gate", MeasureGate{{0.0, 1.0, 0.0, 0.0}, 3.0}, {}},
          {"ladder", Ladder{0.0, {{0.5, 0.25}, {0.7, 0.5}, {0.9, 1.0}}}, {}}};
}

TEST(LadderTable, PaysEachStepWithTheOtherTestsAtTheirBest) {
  auto const found = levels(deal(), test::without_members(), "ladder");
  ASSERT_EQ(found.size(), 4u);
  double const dollars[] = {0.0, 40'000.0, 80'000.0, 160'000.0},
               marginal[] = {0.0, 40'000.0, 40'000.0, 80'000.0};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(found[i].dollars, dollars[i]);
    EXPECT_EQ(found[i].marginal, marginal[i]);
  }
  EXPECT_EQ(found[2].at, 0.7);
}

TEST(LadderTable, CountsMeasuresUpToAll) {
  auto const found = levels(deal(), test::without_members(), "gate");
  ASSERT_EQ(found.size(), 5u);
  for (std::size_t count = 0; count < 5; ++count) {
    EXPECT_EQ(found[count].at, static_cast<double>(count));
    EXPECT_EQ(found[count].dollars, count < 3 ? 0.0 : 160'000.0);
    EXPECT_EQ(found[count].marginal, count == 3 ? 160'000.0 : 0.0);
  }
}

TEST(LadderTable, GatesAndScalesHaveTwoLevels) {
  std::vector<NamedTerm> const terms{{"bonus", Bonus{{}, 500.0, {}}, {}},
                                     {"gate", QualityGate{0.0, 0.7}, {}},
                                     {"scale", LinearLadder{0.0, 0.4, 0.9}, {}}};
  for (char const* term : {"gate", "scale"}) {
    auto const found = levels(terms, test::without_members(), term);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].dollars, 0.0);
    EXPECT_EQ(found[1].marginal, 500.0);
  }
}

TEST(LadderTable, MarginalsSumToTheMaximum) {
  for (char const* term : {"ladder", "gate"})
    EXPECT_EQ(sum_of_marginals(levels(deal(), test::without_members(), term)),
              test::most_earned_by(deal(), test::without_members()));
}

TEST(LadderTable, HasNoRowWhereNothingHasLevels) {
  EXPECT_TRUE(ladder_table("deal", std::vector<NamedTerm>{{"bonus", Bonus{{}, 5.0, {}}, {}}},
                           test::without_members(), number_of)
                  .rows()
                  .empty());
}

}  // namespace
}  // namespace plimsoll
