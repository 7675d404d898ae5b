// The small reference panel: 10,000 identical members, lognormal claims of mean 1,500 and sigma 1.6, a
// member's year capped at 150,000. Exact answers by FFT on a 10-dollar grid, made outside this project.
#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/sim/run_plan.hpp"
#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

constexpr std::uint64_t trials = 20'000;

struct Answer {
  CountLaw count;
  double mean, sd, percentile, tvar;
};

Engine engine_of(AmountDraw amounts, MemberPanel panel, CostModel const& model) {
  std::vector<TabledPanel> tabled = make_tables({std::move(panel)}, {model}, amounts);
  if (amounts == AmountDraw::each_claim) return Claims{std::move(tabled)};
  return Sums{std::move(tabled)};
}

RunPlan plan_for(AmountDraw engine, CountLaw const& count, double severity_mean, std::uint64_t wanted) {
  double const sigma = 1.6;
  LognormalSeverity const severity{std::log(severity_mean) - 0.5 * sigma * sigma, sigma};
  MemberPanel panel;
  panel.name = "small";
  panel.roster = std::make_shared<Roster const>(deal_roster("small", {{RiskCell{}, 1.0}}, 10'000, 12));
  panel.base_members = 10'000.0;
  panel.class_of_cell = {ExposureClass{0}};
  CostModel const model{"cost/1", 2026, "", {"all"}, {{"*", "*", "*", {}, {{"all", count, severity, {}}}}}};
  panel.moves.cost_year = 2026;
  Position at;
  at.view = {PanelId{0}, {"*"}};
  Expr const capped = at.amount() - at.excess(ExposureClass{0}, Quantity(150'000.0));
  return RunPlan(Seed{20260715}, wanted, YearAxis{{}, {2026}}, {}, engine_of(engine, std::move(panel), model),
                 compile({{"capped", 2026, Unit::dollars, "", capped}}));
}

Sample drawn(AmountDraw engine, CountLaw const& count, double severity_mean, std::uint64_t wanted) {
  TrialTable const table = simulate(plan_for(engine, count, severity_mean, wanted));
  return Sample("capped", Unit::dollars, table.column(0));
}

void expect_near(Figure const& figure, double exact) {
  EXPECT_NEAR(figure.value, exact, test::tail_1e6 * figure.std_error)
      << figure.id << ", se " << figure.std_error;
}

class ExactAnswers : public testing::TestWithParam<std::tuple<AmountDraw, Answer>> {};

TEST_P(ExactAnswers, EngineAgrees) {
  auto const& [engine, answer] = GetParam();
  Sample const sample = drawn(engine, answer.count, 1500.0, trials);
  expect_near(sample.mean(), answer.mean);
  expect_near(sample.standard_deviation(), answer.sd);
  expect_near(sample.percentile(0.995), answer.percentile);
  expect_near(sample.tail_value_at_risk(0.995), answer.tvar);
}

// Negative control: one per cent more per claim must not pass for the same panel.
TEST_P(ExactAnswers, OnePerCentMoreFails) {
  auto const& [engine, answer] = GetParam();
  Sample const shifted = drawn(engine, answer.count, 1515.0, 512);
  EXPECT_GT(std::abs(shifted.mean().value - answer.mean), test::tail_1e6 * shifted.mean().std_error);
}

INSTANTIATE_TEST_SUITE_P(SmallPanel, ExactAnswers,
                         testing::Combine(testing::Values(AmountDraw::one_sum, AmountDraw::each_claim),
                                          testing::Values(Answer{NegativeBinomialCount{3.0, 1.0 / 0.6},
                                                                 44'648'909, 886'619, 46'985'790, 47'283'388},
                                                          Answer{PoissonCount{3.0}, 44'661'813, 818'837,
                                                                 46'826'150, 47'103'014})));

}  // namespace
}  // namespace plimsoll
