// The Conditional engine against exact totals and against engines that draw every member.
#include "plimsoll/sim/conditional.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/sim/panel_total.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {
namespace {

constexpr double tail_1e6 = 4.9;  // half-width of a two-sided test with tail 1e-6, in standard errors
constexpr PanelId panel_0{0};
constexpr int year = 2026;
YearAxis const one_year{{}, {year}};

CostModel cost_model() {
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

MemberPanel member_panel(std::uint64_t members, PanelMoves moves = {}) {
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

Expr column(Tally const& tally) {
  return Expr::column(TallyColumn{tally, 0}) / 100.0;
}
Tally amount(Scope scope = Scope::all(), std::optional<ExposureClass> exposure = {}) {
  return {panel_0, scope, TallyShape::amount, exposure, {}, LimitBasis::annualised};
}
Tally excess(double limit, std::optional<ExposureClass> exposure = {}) {
  return {panel_0, Scope::all(), TallyShape::excess, exposure, Quantity(limit), LimitBasis::annualised};
}

std::vector<NamedExpr> columns() {
  std::vector<NamedExpr> columns;
  auto const keep = [&](char const* name, Expr expr) {
    columns.push_back({name, year, Unit::dollars, "", std::move(expr)});
  };
  keep("amount", column(amount()));
  keep("capped", column(amount()) - column(excess(60'000.0)));
  keep("excess", column(excess(60'000.0)));
  keep("inpatient", column(amount(Scope::of(0))));
  keep("aged", column(amount(Scope::all(), ExposureClass{0})) - column(excess(40'000.0, ExposureClass{0})));
  Tally over = excess(60'000.0);
  over.shape = TallyShape::over;
  keep("over", Expr::column(TallyColumn{over, 0}));
  return columns;
}

DriverPlan two_drivers() {
  auto const driver = [](char const* path, Law law) {
    return Driver{KeyPath(path), std::move(law), 1.0, {}, {}};
  };
  return DriverPlan({driver("utilization", LognormalLaw{1.0, 0.05}), driver("trend", NormalLaw{0.04, 0.03})},
                    {});
}
PanelMoves driven(DriverPlan const& drivers) {
  PanelMoves moves;
  moves.utilization = Quantity(drivers.drivers()[0]);
  moves.trend = Quantity(drivers.drivers()[1]);
  return moves;
}

TrialTable run(DriverPlan const& drivers, Engine engine, std::vector<NamedExpr> const& outputs,
               std::uint64_t trials) {
  return simulate(RunPlan(Seed{20261125}, trials, one_year, drivers, std::move(engine), compile(outputs)), 1);
}
Engine preview(MemberPanel const& panel, DriverPlan const& drivers, std::vector<NamedExpr> const& outputs) {
  return make_conditional({group_members(panel, cost_model())}, tallies_of(compile(outputs)), drivers,
                          one_year);
}
Engine members(MemberPanel panel) {
  return Sums{make_tables({std::move(panel)}, {cost_model()}, AmountDraw::one_sum)};
}

Sample sample(TrialTable const& trials, std::string const& name) {
  return Sample(name, Unit::dollars, *trials.column(name, year));
}
double correlation(TrialTable const& trials, std::string const& a, std::string const& b) {
  auto const x = *trials.column(a, year), y = *trials.column(b, year);
  double const n = static_cast<double>(x.size());
  double const mx = sample(trials, a).mean().value, my = sample(trials, b).mean().value;
  double sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mx) * (y[i] - my);
  return sum / (n - 1.0) / sample(trials, a).standard_deviation().value /
         sample(trials, b).standard_deviation().value;
}

void expect_near(Figure const& a, double expected, double allowed, char const* what) {
  EXPECT_NEAR(a.value, expected, tail_1e6 * a.std_error + allowed) << what << " of " << a.id;
}

// Without drivers the leading sum is the panel's capped total, whose distribution is known.
TEST(Conditional, CappedTotalIsTheExactOne) {
  MemberPanel const panel = member_panel(5'000);
  TrialTable const trials = run({}, preview(panel, {}, columns()), columns(), 100'000);
  PanelTotal const exact =
      panel_total(group_members(panel, cost_model()), {{true, true, true}, {}, 60'000.0}, {});
  Sample const capped = sample(trials, "capped");
  expect_near(capped.mean(), exact.mean(), 1e-5 * exact.mean(), "mean");
  expect_near(capped.standard_deviation(), exact.standard_deviation(), 5e-4 * exact.standard_deviation(),
              "sd");
  for (double level : {0.01, 0.5, 0.995})
    expect_near(capped.percentile(level), exact.quantile(level), 2e-3 * exact.standard_deviation(),
                "percentile");
  expect_near(capped.tail_value_at_risk(0.995), exact.tail_value_at_risk(0.995),
              2e-3 * exact.standard_deviation(), "TVaR");
}

// Sums that hang together: every mean, deviation and correlation as when members are drawn.
TEST(Conditional, SumsHaveTheMomentsOfDrawnMembers) {
  constexpr std::uint64_t trials = 20'480;
  MemberPanel const panel = member_panel(400);
  TrialTable const drawn = run({}, members(panel), columns(), trials);
  TrialTable const shown = run({}, preview(panel, {}, columns()), columns(), trials);
  std::vector<std::string> const names{"amount", "capped", "excess", "inpatient", "aged", "over"};
  double const root = std::sqrt(static_cast<double>(trials));
  for (std::string const& a : names) {
    Figure const mean = sample(drawn, a).mean(), deviation = sample(drawn, a).standard_deviation();
    Figure const shown_mean = sample(shown, a).mean(),
                 shown_deviation = sample(shown, a).standard_deviation();
    // Clamping and whole members move small sums a little; tables of sums have their own stated bias.
    EXPECT_NEAR(shown_mean.value, mean.value,
                tail_1e6 * std::hypot(mean.std_error, shown_mean.std_error) + 0.01 * deviation.value)
        << a;
    EXPECT_NEAR(
        shown_deviation.value, deviation.value,
        tail_1e6 * std::hypot(deviation.std_error, shown_deviation.std_error) + 0.01 * deviation.value)
        << a;
    for (std::string const& b : names)
      EXPECT_NEAR(correlation(shown, a, b), correlation(drawn, a, b), 2.0 * tail_1e6 / root + 0.01)
          << a << " with " << b;
  }
}

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
    Experience const at = experience_at(engine, plan, drawn, one_year,
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

// A contract that cuts classes at limits of their own still settles one total, and it is the exact one.
TEST(Conditional, LimitsByClass) {
  Expr const cost = column(amount()) - column(excess(30'000.0, ExposureClass{0})) -
                    column(excess(90'000.0, ExposureClass{1}));
  std::vector<NamedExpr> const outputs{{"cost", year, Unit::dollars, "", cost}};
  MemberPanel const panel = member_panel(1'500);
  Sample const shown = sample(run({}, preview(panel, {}, outputs), outputs, 100'000), "cost");
  TotalOf total{{true, true, true}, {}};
  total.limit_of_class = {30'000.0, 90'000.0};
  PanelTotal const exact = panel_total(group_members(panel, cost_model()), total, {});
  expect_near(shown.mean(), exact.mean(), 1e-5 * exact.mean(), "mean");
  expect_near(shown.standard_deviation(), exact.standard_deviation(), 1e-3 * exact.standard_deviation(),
              "sd");
  expect_near(shown.percentile(0.99), exact.quantile(0.99), 5e-3 * exact.standard_deviation(), "percentile");
}

// What the tests above can see: 1 % more use of services.
TEST(Conditional, OnePercentShows) {
  MemberPanel panel = member_panel(5'000);
  PanelTotal const exact =
      panel_total(group_members(panel, cost_model()), {{true, true, true}, {}, 60'000.0}, {});
  panel.moves.utilization = 1.01;
  Sample const capped = sample(run({}, preview(panel, {}, columns()), columns(), 20'480), "capped");
  EXPECT_GT(std::abs(capped.mean().value - exact.mean()), tail_1e6 * capped.mean().std_error);
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
    Experience const experience = experience_at(engine, plan, lanes, one_year, score);
    return (experience.at(TallyId{0}, 0)[0] - experience.at(TallyId{1}, 0)[0]) / 100.0;
  };
  EXPECT_NEAR(0.5 * (cost_at(1.0) + cost_at(-1.0)), leading.mean[0], 1.0);
  EXPECT_NEAR(0.5 * (cost_at(1.0) - cost_at(-1.0)), leading.deviation[0], 0.02 * leading.deviation[0]);
}

TEST(Conditional, ADrawnLimitIsRefused) {
  DriverPlan const drivers({{KeyPath("limit"), UniformLaw{5e4, 6e4}, 1.0, {}, {}}}, {});
  Tally drawn = excess(60'000.0);
  drawn.limit = Quantity(drivers.drivers()[0]);
  std::vector<NamedExpr> const outputs{{"x", year, Unit::dollars, "", column(drawn)}};
  EXPECT_THROW(preview(member_panel(100), drivers, outputs), ModelError);
}

}  // namespace
}  // namespace plimsoll
