#include <gtest/gtest.h>

#include "support/term_line.hpp"

namespace plimsoll {
namespace {

using test::line_of_term;
using test::without_members;

double mips(double score, double anchor = 0.0) {
  return line_of_term(MipsAdjustment{1.0, score, 0.75, 0.08, 2.0, anchor}, without_members());
}

TEST(MipsAdjustment, IsZeroAtTheThresholdAndLinearAboveIt) {
  EXPECT_EQ(mips(0.75), 0.0);
  EXPECT_DOUBLE_EQ(mips(0.875), 0.08);
  EXPECT_DOUBLE_EQ(mips(1.0), 0.16);
}

TEST(MipsAdjustment, LosesTheWholeRateAtAQuarterOfTheThreshold) {
  EXPECT_EQ(mips(0.1875), -0.08);
  EXPECT_EQ(mips(0.0), -0.08);
  EXPECT_NEAR(mips(0.1876), -0.06, 1e-4);          // the rule as quoted drops there
  EXPECT_NEAR(mips(0.1876, 0.1875), -0.08, 1e-4);  // the tables do not
  EXPECT_DOUBLE_EQ(mips(0.46875, 0.1875), -0.04);
}

TEST(MipsCategoryAdjustment, WeighsItsCategories) {
  MipsCategoryAdjustment const term{1.0, 0.9, 0.5, 1.0, 0.8, 0.3, 0.3, 0.15, 0.25, 0.75, 0.08, 2.0, 0.0};
  EXPECT_DOUBLE_EQ(line_of_term(term, without_members()), mips(0.77));
  MipsCategoryAdjustment wrong = term;
  wrong.cost_weight = 0.2;
  EXPECT_EQ(faults_in(wrong, PanelView{}).size(), 1u);
  EXPECT_TRUE(faults_in(term, PanelView{}).empty());
}

TEST(ValueBasedPurchasing, GivesBackByTheScore) {
  auto const line = [](double score, double divisor, std::optional<Quantity> most) {
    return line_of_term(ValueBasedPurchasing{100.0, score, 0.0625, 2.0, divisor, std::move(most)},
                        without_members());
  };
  EXPECT_EQ(line(0.0, 1.0, {}), -6.25);
  EXPECT_EQ(line(0.5, 1.0, {}), 0.0);
  EXPECT_EQ(line(0.5, 2.0, {}), -3.125);
  EXPECT_EQ(line(1.0, 1.0, {}), 6.25);
  EXPECT_EQ(line(1.0, 1.0, 0.03125), 3.125);
}

TEST(ReadmissionsReduction, IsAPenaltyAlone) {
  ReadmissionsReduction term{1'000.0, 1.0, 0.03, {{"a", 100.0, 0.9, 1.0}}};
  EXPECT_EQ(line_of_term(term, without_members()), 0.0);
  term.conditions.push_back({"b", 100.0, 1.25, 1.0});
  EXPECT_EQ(line_of_term(term, without_members()), -25.0);
  term.conditions.push_back({"c", 100.0, 1.25, 1.0});
  EXPECT_EQ(line_of_term(term, without_members()), -30.0);
  EXPECT_EQ(test::most_owed({{"penalty", term, {}}}, without_members()), 30.0);
  EXPECT_EQ(test::most_earned_by({{"penalty", term, {}}}, without_members()), 0.0);
}

}  // namespace
}  // namespace plimsoll
