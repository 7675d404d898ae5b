// The sums of the Conditional engine against exact totals and against members drawn.
#include "plimsoll/sim/conditional.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/panel_total.hpp"
#include "support/preview_panel.hpp"

namespace plimsoll {
namespace {

using namespace test;

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
// A limit hardly anyone meets: the step of its lattice is wider than most claims, and the deviation is right.
TEST(Conditional, AFarLimitKeepsTheDeviation) {
  std::vector<NamedExpr> const outputs{
      {"cost", year, Unit::dollars, "", column(amount()) - column(excess(4e6))}};
  GroupedPanel const grouped = group_members(member_panel(2'000), cost_model());
  Conditional const engine = make_conditional({grouped}, tallies_of(compile(outputs)), {}, one_year);
  double const deviation = std::sqrt(unlimited_moments(grouped, {{true, true, true}, {}}, {}).variance);
  LeadingSum const leading =
      leading_sum(engine.panels[0], DriverLanes({}, one_year, Seed{5}, TrialBlock{0}), one_year, 0);
  EXPECT_NEAR(leading.deviation[0] / deviation, 1.0, 1e-4);
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
TEST(Conditional, ADrawnLimitIsRefused) {
  DriverPlan const drivers({{KeyPath("limit"), UniformLaw{5e4, 6e4}, 1.0, {}, {}}}, {});
  Tally drawn = excess(60'000.0);
  drawn.limit = Quantity(drivers.drivers()[0]);
  std::vector<NamedExpr> const outputs{{"x", year, Unit::dollars, "", column(drawn)}};
  EXPECT_THROW(preview(member_panel(100), drivers, outputs), ModelError);
}

}  // namespace
}  // namespace plimsoll
