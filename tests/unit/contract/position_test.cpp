#include "plimsoll/models/contract/position.hpp"

#include <gtest/gtest.h>

#include "plimsoll/models/contract/claimant_cap.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

Position panel_of(std::vector<std::string> classes) {
  Position at;
  at.view = {PanelId{3}, std::move(classes)};
  at.year = 2;
  return at;
}

/// The formula's value where the i-th column holds numbers[i], and its columns.
double value_of(Expr const& expr, std::vector<double> const& numbers) {
  return evaluate(compile({{"value", 0, Unit::none, "", expr}}), std::span<double const>{numbers}).front();
}
std::vector<ColumnSource> leaves(Expr const& expr) {
  return compile({{"value", 0, Unit::none, "", expr}}).columns;
}

TEST(Position, TurnsWholeCentsIntoDollarsAndMonthsIntoYears) {
  Position const at = panel_of({"aged"});
  EXPECT_EQ(value_of(at.amount(), {123'456'789.0}), 1'234'567.89);
  EXPECT_EQ(value_of(at.excess(ExposureClass{0}, 250'000.0), {33.0}), 0.33);
  EXPECT_EQ(value_of(at.person_years(), {144'000.0}), 12'000.0);
}

TEST(Position, AsksForThePanelsTalliesInItsYear) {
  Position const at = panel_of({"aged"});
  auto const column = std::get<TallyColumn>(leaves(at.excess(ExposureClass{0}, 250'000.0)).at(0));
  EXPECT_EQ(column.year, 2u);
  EXPECT_EQ(column.tally,
            (Tally{PanelId{3}, Scope::all(), TallyShape::excess, ExposureClass{0}, Quantity{250'000.0}}));
}

TEST(Position, MonthsGivenStandForThePanel) {
  Position at = panel_of({"aged"});
  at.months = 24.0;
  EXPECT_EQ(value_of(at.person_years(), {}), 2.0);
  EXPECT_EQ(leaves(at.member_months(ExposureClass{0})).size(), 1u);  // a class is always the panel's
}

TEST(Position, AsksOnlyForTheClassesTheContractCovers) {
  Position at = panel_of({"esrd", "disabled", "aged"});
  at.view.only = {ExposureClass{0}, ExposureClass{2}};
  EXPECT_EQ(value_of(at.member_months(), {12.0, 24.0}), 36.0);
  EXPECT_EQ(value_of(at.amount(), {100.0, 200.0}), 3.0);
  EXPECT_EQ(value_of(at.excess(250'000.0), {100.0, 200.0}), 3.0);
  EXPECT_EQ(std::get<TallyColumn>(leaves(at.member_months()).at(1)).tally.exposure, ExposureClass{2});
  EXPECT_EQ(value_of(at.person_years("aged"), {36.0}), 3.0);
}

TEST(Position, ScopeNarrowsExcessNotAmounts) {
  Position at = panel_of({"aged"});
  at.scope = Scope::of(1);
  EXPECT_EQ(std::get<TallyColumn>(leaves(at.excess(1'000.0)).at(0)).tally.scope, Scope::of(1));
  EXPECT_TRUE(std::get<TallyColumn>(leaves(at.amount()).at(0)).tally.scope.is_all());
}

TEST(Position, LimitsActOnNobodyWhereOnlyTotalsAreDrawn) {
  Position at = panel_of({"aged"});
  at.view.single_members = false;
  EXPECT_TRUE(leaves(at.excess(1'000.0)).empty());
}

TEST(Position, ReferencesMeanAFormulaOrANamedColumn) {
  Position at = panel_of({"aged"});
  auto const formulas = std::make_shared<std::map<std::string, Expr>>();
  formulas->emplace("quality.aco.score", Expr::named("measured") * 2.0);
  at.formulas = formulas;
  EXPECT_EQ(value_of(at.value(Quantity::reference(KeyPath("quality.aco.score"))), {0.4}), 0.8);
  auto const column = leaves(at.value(Quantity::reference(KeyPath("row.msr")))).at(0);
  EXPECT_EQ(std::get<NamedColumn>(column).name, "row.msr");
}

TEST(Position, ScoresAreDrawnUnlessAnEndIsAskedFor) {
  Position at;
  EXPECT_EQ(value_of(at.score(0.7), {}), 0.7);
  at.outcome = Outcome::worst;
  EXPECT_EQ(value_of(at.score(0.7), {}), 0.0);
  at.outcome = Outcome::best;
  EXPECT_EQ(value_of(at.score(0.7), {}), 1.0);
}

TEST(ClaimantCap, RemovesTheExcessOfEveryCappedClass) {
  ClaimantCap const cap{{{"esrd", 560'118.0}, {"aged", 161'967.0}, {"unused", 1.0}}};
  Expr const line = apply(cap, panel_of({"esrd", "uncapped", "aged"}));
  ASSERT_EQ(leaves(line).size(), 2u);
  EXPECT_EQ(value_of(line, {10'000.0, 5'000.0}), -150.0);
  EXPECT_EQ(value_of(apply(cap, panel_of({"uncapped"})), {}), 0.0);
}

}  // namespace
}  // namespace plimsoll
