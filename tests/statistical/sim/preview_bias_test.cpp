// The preview of a contract: its bias against exact totals given the drivers, and against members drawn.
#include "plimsoll/sim/conditional.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/normal.hpp"
#include "plimsoll/sim/panel_total.hpp"
#include "support/preview_panel.hpp"

namespace plimsoll {
namespace {

using namespace test;

/// Owed as under a loss-sharing contract with a cap on what is owed.
std::vector<NamedExpr> contract(double benchmark) {
  Expr const cost = column(amount()) - column(excess(60'000.0));
  Expr const owed = min(max(0.6 * (cost - benchmark), 0.0), 0.1 * benchmark);
  return {{"owed", year, Unit::dollars, "", owed}};
}

// Drivers are drawn alike, so the differences are those of the panel's totals alone.
TEST(Conditional, PreviewOfAContractWithDrivers) {
  constexpr std::uint64_t trials = 10'240;
  DriverPlan const drivers = two_drivers();
  MemberPanel const panel = member_panel(3'000, driven(drivers));
  PanelTotal const central =
      panel_total(group_members(panel, cost_model()), {{true, true, true}, {}, 60'000.0}, {});
  auto const outputs = contract(1.02 * central.mean());
  Sample const drawn = sample(run(drivers, members(panel), outputs, trials), "owed");
  Sample const shown = sample(run(drivers, preview(panel, drivers, outputs), outputs, trials), "owed");
  auto const compare = [](Figure const& a, Figure const& b, char const* what) {
    double const bias = a.value / b.value - 1.0, error = std::hypot(a.std_error, b.std_error) / b.value;
    std::printf("%s: preview %.0f, members %.0f, bias %.3f %% +- %.3f %%\n", what, a.value, b.value,
                100.0 * bias, 100.0 * error);
    EXPECT_LT(std::abs(bias), tail_1e6 * error + 0.005) << what;
  };
  compare(shown.mean(), drawn.mean(), "mean");
  compare(shown.standard_deviation(), drawn.standard_deviation(), "sd");
  compare(shown.tail_value_at_risk(0.99), drawn.tail_value_at_risk(0.99), "TVaR99");
}

/// Owed amounts over lanes of drivers and strata of the panel's total given them.
struct OwedByDrivers {
  std::vector<double> exact, shown;
};
OwedByDrivers owed_by_drivers(double benchmark) {
  constexpr std::size_t lanes = 100, strata = 201;
  DriverPlan const drivers = two_drivers();
  MemberPanel const panel = member_panel(3'000, driven(drivers));
  GroupedPanel const grouped = group_members(panel, cost_model());
  TallyPlan const plan = tallies_of(compile(contract(benchmark)));
  Conditional const engine = make_conditional({grouped}, plan, drivers, one_year);
  DriverLanes const drawn(drivers, one_year, Seed{5}, TrialBlock{0});
  std::vector<MovedYear> const moved = move(panel.moves, drawn, one_year);
  auto const owed = [&](double cost) {
    return std::min(std::max(0.6 * (cost - benchmark), 0.0), 0.1 * benchmark);
  };
  OwedByDrivers result;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    YearFactors const factors{1.0, moved[0].frequency[lane], moved[0].unit_cost[lane]};
    PanelTotal const total = panel_total(grouped, {{true, true, true}, {}, 60'000.0}, factors, 1 << 11);
    for (std::size_t i = 0; i < strata; ++i)
      result.exact.push_back(owed(total.quantile((static_cast<double>(i) + 0.5) / strata)));
  }
  for (std::size_t i = 0; i < strata; ++i) {
    Experience const at = experience_at(engine, plan, drawn, one_year, TrialBlock{0},
                                        normal_quantile((static_cast<double>(i) + 0.5) / strata));
    for (std::size_t lane = 0; lane < lanes; ++lane)
      result.shown.push_back(owed((at.at(TallyId{0}, 0)[lane] - at.at(TallyId{1}, 0)[lane]) / 100.0));
  }
  return result;
}

// No simulation on either side: given the drivers, the panel's exact total against the preview's.
TEST(Conditional, BiasOfThePreviewWithoutNoise) {
  PanelTotal const central =
      panel_total(group_members(member_panel(3'000), cost_model()), {{true, true, true}, {}, 60'000.0}, {});
  OwedByDrivers const owed = owed_by_drivers(1.02 * central.mean());
  Sample const exact("exact", Unit::dollars, owed.exact), shown("shown", Unit::dollars, owed.shown);
  auto const bias = [](Figure const& a, Figure const& b) { return a.value / b.value - 1.0; };
  double const mean = bias(shown.mean(), exact.mean());
  double const tail = bias(shown.tail_value_at_risk(0.99), exact.tail_value_at_risk(0.99));
  std::printf("bias of mean %.4f %%, of TVaR99 %.4f %%\n", 100.0 * mean, 100.0 * tail);
  EXPECT_LT(std::abs(mean), 1e-3);
  EXPECT_LT(std::abs(tail), 1e-3);
}
// The table's factors are those of the exact engine at any place between its nodes.
TEST(Conditional, LeadingSumBetweenNodes) {
  DriverPlan const drivers = two_drivers();
  MemberPanel const panel = member_panel(2'000, driven(drivers));
  GroupedPanel const grouped = group_members(panel, cost_model());
  Conditional const engine =
      make_conditional({grouped}, tallies_of(compile(contract(1.0))), drivers, one_year);
  DriverLanes const lanes(drivers, one_year, Seed{5}, TrialBlock{0});
  LeadingSum const leading = leading_sum(engine.panels[0], lanes, one_year, 0);
  std::vector<MovedYear> const moved = move(panel.moves, lanes, one_year);
  for (std::size_t lane = 0; lane < 6; ++lane) {
    PanelTotal const exact = panel_total(grouped, {{true, true, true}, {}, 60'000.0},
                                         {1.0, moved[0].frequency[lane], moved[0].unit_cost[lane]});
    EXPECT_NEAR(leading.mean[lane] / exact.mean(), 1.0, 1e-5);
    EXPECT_NEAR(leading.deviation[lane] / exact.standard_deviation(), 1.0, 1e-4);
  }
  // Without noise: at score 0 and 1 the cost is the conditional mean less and plus what skewness bends.
  TallyPlan const plan = tallies_of(compile(contract(1.0)));
  auto const cost_at = [&](double score) {
    Experience const experience = experience_at(engine, plan, lanes, one_year, TrialBlock{0}, score);
    return (experience.at(TallyId{0}, 0)[0] - experience.at(TallyId{1}, 0)[0]) / 100.0;
  };
  EXPECT_NEAR(0.5 * (cost_at(1.0) + cost_at(-1.0)), leading.mean[0], 1.0);
  EXPECT_NEAR(0.5 * (cost_at(1.0) - cost_at(-1.0)), leading.deviation[0], 0.02 * leading.deviation[0]);
}

}  // namespace
}  // namespace plimsoll
