// Engines that draw members against the exact distribution of their panel, on the public reference panel.
#include <gtest/gtest.h>

#include <cstdio>

#include "plimsoll/scenarios/validate_engines.hpp"
#include "plimsoll/sim/run_plan.hpp"
#include "support/public_data.hpp"
#include "support/reference_panel.hpp"

namespace plimsoll {
namespace {

using test::ReferencePanel;

constexpr std::uint64_t members = 2'000;
constexpr int year = 2026;
YearAxis const one_year{{}, {year}};

MemberPanel member_panel(ReferencePanel const& work) {
  MemberPanel panel;
  panel.name = "reference";
  panel.roster = std::make_shared<Roster const>(deal_roster("reference", work.shares, members, 12));
  panel.base_members = static_cast<double>(members);
  panel.class_of_cell.assign(panel.roster->cells.size(), ExposureClass{});
  panel.moves.cost_year = year;
  return panel;
}

CheckedPanel checked_panel(ReferencePanel const& work) {
  return {group_members(member_panel(work), work.model),
          work.model.categories,
          ReferencePanel::cap,
          LimitBasis::annualised,
          {}};
}

TrialTable draw(Engine engine, CheckedPanel const& checked, std::uint64_t trials) {
  return simulate(
      RunPlan(Seed{20261125}, trials, one_year, {}, std::move(engine), compile(checked_sums(checked, year))));
}

void print(EngineFigure const& figure) {
  std::printf("%s, %s: exact %.0f, drawn %.0f +- %.0f, %.2f errors apart\n", figure.engine.c_str(),
              figure.what.c_str(), figure.exact, figure.drawn.value, figure.error, figure.apart());
}

void expect_agreement(CheckedPanel const& checked, char const* name, TrialTable const& trials) {
  std::vector<EngineFigure> const figures = compare_with_exact(checked, name, trials, year);
  for (EngineFigure const& figure : figures) {
    print(figure);
    EXPECT_TRUE(figure.agrees()) << figure.engine << ": " << figure.what;
  }
  EXPECT_EQ(figures.size(), 4 * (1 + checked.categories.size()));
}

TEST(EnginesAgree, SumsOnTheReferencePanel) {
  PLIMSOLL_NEEDS_DATA("reference_panel/reference_panel.csv");
  ReferencePanel const work = *test::read_reference_panel();
  CheckedPanel const checked = checked_panel(work);
  expect_agreement(
      checked, "sums",
      draw(Sums{make_tables({member_panel(work)}, {work.model}, AmountDraw::one_sum)}, checked, 100'000));
}

TEST(EnginesAgree, ClaimsOnTheReferencePanel) {
  PLIMSOLL_NEEDS_DATA("reference_panel/reference_panel.csv");
  ReferencePanel const work = *test::read_reference_panel();
  CheckedPanel const checked = checked_panel(work);
  expect_agreement(checked, "claims",
                   draw(Claims{make_tables({member_panel(work)}, {work.model}, AmountDraw::each_claim)},
                        checked, 100'000));
}

// What the tests above can see, with fewer trials: claims 1 % dearer.
TEST(EnginesAgree, OnePercentDearerDiffers) {
  PLIMSOLL_NEEDS_DATA("reference_panel/reference_panel.csv");
  ReferencePanel const work = *test::read_reference_panel();
  CheckedPanel const checked = checked_panel(work);
  ReferencePanel dearer = work;
  for (CellLaw& cell : dearer.model.cells)
    for (CategoryLaw& law : cell.laws) law.severity = scaled(law.severity, 1.01);
  TrialTable const trials =
      draw(Sums{make_tables({member_panel(dearer)}, {dearer.model}, AmountDraw::one_sum)}, checked, 25'600);
  std::size_t differ = 0;
  for (EngineFigure const& figure : compare_with_exact(checked, "dearer", trials, year)) {
    print(figure);
    if (figure.what.ends_with("mean")) {
      EXPECT_FALSE(figure.agrees()) << figure.what;
    }
    differ += figure.agrees() ? 0 : 1;
  }
  EXPECT_GE(differ, 8u);
}

}  // namespace
}  // namespace plimsoll
