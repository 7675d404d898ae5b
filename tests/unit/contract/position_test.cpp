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

TEST(ClaimantCap, RemovesTheExcessOfEveryCappedClass) {
  ClaimantCap const cap{{{"esrd", 560'118.0}, {"aged", 161'967.0}, {"unused", 1.0}}};
  Expr const line = apply(cap, panel_of({"esrd", "uncapped", "aged"}));
  ASSERT_EQ(leaves(line).size(), 2u);
  EXPECT_EQ(value_of(line, {10'000.0, 5'000.0}), -150.0);
  EXPECT_EQ(value_of(apply(cap, panel_of({"uncapped"})), {}), 0.0);
}

}  // namespace
}  // namespace plimsoll
