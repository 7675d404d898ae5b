#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/sim/conditional.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll::test {

// A small panel of two enrolment types with scores, part-year members and three categories, under the preview
// and under an engine that draws its members.

inline constexpr double tail_1e6 = 4.9;  // half-width of a two-sided test with tail 1e-6, in standard errors
inline constexpr PanelId panel_0{0};
inline constexpr int year = 2026;
inline YearAxis const one_year{{}, {year}};

inline CostModel cost_model() {
  auto const laws = [](double scale) {
    return std::vector<CategoryLaw>{
        {"inpatient", NegativeBinomialCount{0.2 * scale, 0.8}, LognormalSeverity{9.2, 1.0}, {}},
        {"professional", NegativeBinomialCount{5.0 * scale, 1.2}, GammaSeverity{0.9, 160.0}, {}},
        {"pharmacy", PoissonCount{6.0 * scale}, LognormalSeverity{4.6, 1.1}, {}}};
  };
  CostModel model;
  model.year = year;
  model.categories = {"inpatient", "professional", "pharmacy"};
  model.cells = {{"aged", "*", "*", {}, laws(1.0)}, {"disabled", "*", "*", {}, laws(1.6)}};
  return model;
}

inline MemberPanel member_panel(std::uint64_t members, PanelMoves moves = {}) {
  MemberPanel panel;
  panel.name = "aco";
  panel.panel = panel_0;
  Roster roster = deal_roster("aco", {{{"aged", "*", "*"}, 0.8}, {{"disabled", "*", "*"}, 0.2}}, members, 12);
  for (std::size_t i = 0; i < roster.members.size(); ++i) {
    roster.members[i].score = 0.6 + 0.1 * static_cast<double>(i % 9);
    if (i % 10 == 0) roster.members[i].months = 6;
  }
  panel.base_members = static_cast<double>(members);
  panel.class_of_cell = {ExposureClass{0}, ExposureClass{1}};
  panel.roster = std::make_shared<Roster const>(std::move(roster));
  moves.cost_year = year;
  panel.moves = std::move(moves);
  return panel;
}

inline Expr column(Tally const& tally) {
  return Expr::column(TallyColumn{tally, 0}) / 100.0;
}
inline Tally amount(Scope scope = Scope::all(), std::optional<ExposureClass> exposure = {}) {
  return {panel_0, scope, TallyShape::amount, exposure, {}, LimitBasis::annualised};
}
inline Tally excess(double limit, std::optional<ExposureClass> exposure = {}) {
  return {panel_0, Scope::all(), TallyShape::excess, exposure, Quantity(limit), LimitBasis::annualised};
}

inline DriverPlan two_drivers() {
  auto const driver = [](char const* path, Law law) {
    return Driver{KeyPath(path), std::move(law), 1.0, {}, {}};
  };
  return DriverPlan({driver("utilization", LognormalLaw{1.0, 0.05}), driver("trend", NormalLaw{0.04, 0.03})},
                    {});
}
inline PanelMoves driven(DriverPlan const& drivers) {
  PanelMoves moves;
  moves.utilization = Quantity(drivers.drivers()[0]);
  moves.trend = Quantity(drivers.drivers()[1]);
  return moves;
}

inline TrialTable run(DriverPlan const& drivers, Engine engine, std::vector<NamedExpr> const& outputs,
                      std::uint64_t trials) {
  return simulate(RunPlan(Seed{20261125}, trials, one_year, drivers, std::move(engine), compile(outputs)), 1);
}
inline Engine preview(MemberPanel const& panel, DriverPlan const& drivers,
                      std::vector<NamedExpr> const& outputs) {
  return make_conditional({group_members(panel, cost_model())}, tallies_of(compile(outputs)), drivers,
                          one_year);
}
inline Engine members(MemberPanel panel) {
  return Sums{make_tables({std::move(panel)}, {cost_model()}, AmountDraw::one_sum)};
}

inline Sample sample(TrialTable const& trials, std::string const& name) {
  return Sample(name, Unit::dollars, *trials.column(name, year));
}

}  // namespace plimsoll::test
