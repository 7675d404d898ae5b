// Both engines draw every family of counts and amounts: against the exact distribution of the panel.
#include <gtest/gtest.h>

#include <cstdio>

#include "plimsoll/scenarios/validate_engines.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {
namespace {

constexpr std::uint64_t members = 2'000, trials = 5'120;
constexpr int year = 2026;
constexpr double limit = 150'000.0;

/// One category a law: each count with a usual amount, each amount with a usual count, some of them rare.
CostModel every_family() {
  LognormalSeverity const amount{6.0, 1.1};
  NegativeBinomialCount const count{1.4, 0.8};
  CostModel model;
  model.year = year;
  CellLaw cell;
  auto const add = [&](CountLaw const& n, SeverityLaw const& x) {
    std::string const name = "category " + std::to_string(cell.laws.size());
    model.categories.push_back(name);
    cell.laws.push_back({name, n, x, {}});
  };
  for (CountLaw const& n :
       {CountLaw{ZeroInflatedPoissonCount{1.2, 0.4}},
        CountLaw{ZeroInflatedNegativeBinomialCount{0.2, 0.3, 0.8}}, CountLaw{HurdlePoissonCount{0.5, 1.8}},
        CountLaw{HurdleNegativeBinomialCount{0.15, 2.5, 0.6}}, CountLaw{PoissonLognormalCount{2.0, 0.9}}})
    add(n, amount);
  for (SeverityLaw const& x :
       {SeverityLaw{WeibullSeverity{0.6, 400.0}}, SeverityLaw{InverseGaussianSeverity{600.0, 300.0}},
        SeverityLaw{ParetoSeverity{300.0, 3.2}}, SeverityLaw{LomaxSeverity{900.0, 2.8}},
        SeverityLaw{GpdSeverity{200.0, 300.0, 0.3}}, SeverityLaw{BurrSeverity{400.0, 1.4, 2.0}},
        SeverityLaw{Gb2Severity{400.0, 1.5, 0.8, 2.0}},
        SeverityLaw{SmoothLognormalParetoSeverity{6.0, 0.8, 1'500.0, 2.6}},
        SeverityLaw{LognormalMixtureSeverity{5.0, 0.9, 0.2, 7.5, 0.8}}})
    add(count, x);
  add(BernoulliCount{0.4},
      EmpiricalGpdSeverity{{0.0, 200.0, 900.0, 5'000.0}, {0.0, 0.4, 0.7, 0.93}, 3'000.0, 0.3});
  model.cells.push_back(std::move(cell));
  return model;
}

MemberPanel member_panel() {
  MemberPanel panel;
  panel.name = "families";
  panel.roster = std::make_shared<Roster const>(deal_roster("families", {{RiskCell{}, 1.0}}, members, 12));
  panel.base_members = static_cast<double>(members);
  panel.class_of_cell.assign(panel.roster->cells.size(), ExposureClass{});
  panel.moves.cost_year = year;
  return panel;
}

CheckedPanel checked_panel(CostModel const& model) {
  return {group_members(member_panel(), model), model.categories, limit, LimitBasis::annualised, {}};
}

std::vector<EngineFigure> compare(CheckedPanel const& checked, char const* name, Engine engine) {
  TrialTable const drawn = simulate(RunPlan(Seed{20261126}, trials, YearAxis{{}, {year}}, {},
                                            std::move(engine), compile(checked_sums(checked, year))));
  return compare_with_exact(checked, name, drawn, year);
}

void expect_agreement(std::vector<EngineFigure> const& figures) {
  for (EngineFigure const& figure : figures) {
    std::printf("%s, %s: exact %.0f, drawn %.0f +- %.0f, %.2f errors apart\n", figure.engine.c_str(),
                figure.what.c_str(), figure.exact, figure.drawn.value, figure.error, figure.apart());
    EXPECT_TRUE(figure.agrees()) << figure.engine << ": " << figure.what;
  }
  EXPECT_GT(figures.size(), 50u);
}

TEST(FamiliesDrawn, BySums) {
  CostModel const model = every_family();
  expect_agreement(compare(checked_panel(model), "sums",
                           Sums{make_tables({member_panel()}, {model}, AmountDraw::one_sum)}));
}

TEST(FamiliesDrawn, ByClaims) {
  CostModel const model = every_family();
  expect_agreement(compare(checked_panel(model), "claims",
                           Claims{make_tables({member_panel()}, {model}, AmountDraw::each_claim)}));
}

// What the tests above can see: amounts 2 % dearer.
TEST(FamiliesDrawn, TwoPercentDearerDiffers) {
  CostModel const model = every_family();
  CostModel dearer = model;
  for (CategoryLaw& law : dearer.cells.front().laws) law.severity = scaled(law.severity, 1.02);
  std::size_t differ = 0;
  for (EngineFigure const& figure :
       compare(checked_panel(model), "dearer",
               Sums{make_tables({member_panel()}, {dearer}, AmountDraw::one_sum)}))
    differ += figure.what.ends_with("mean") && !figure.agrees() ? 1 : 0;
  EXPECT_GE(differ, 12u);
}

}  // namespace
}  // namespace plimsoll
