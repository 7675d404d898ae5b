#include <benchmark/benchmark.h>

#include <cmath>

#include "answer.hpp"
#include "draw_stage.hpp"
#include "plimsoll/sim/panel_law.hpp"
#include "work.hpp"

namespace plimsoll::bench {
namespace {

double standard_error(double deviation) {
  return deviation / std::sqrt(static_cast<double>(lane_count));
}

/// Mean and sd by FFT on a $10 grid: README of the public reference panel, second work.
Work checked_small_panel(AmountDraw amounts) {
  Work work = make_work({small_model(), {{RiskCell{}, 1.0}}, small_members, small_cap, amounts});
  check_answer("draw, small panel: capped mean", capped_mean(work, work.draw_block()), 44'648'909.0,
               allowed_errors * standard_error(886'619.0));
  return work;
}

void draw_small_panel(benchmark::State& state) {
  static Work const work = checked_small_panel(AmountDraw::one_sum);
  draw_blocks(state, work);
}
BENCHMARK(draw_small_panel)->Name("draw/small_panel")->Unit(benchmark::kMillisecond);

Driver driver(char const* path, double sd) {
  return {KeyPath(path), NormalLaw{1.0, sd}, 1.0, {}, Unit::none};
}

/// The mean given the drivers drawn is the members' times the frequency of each trial.
Work checked_moved_panel() {
  std::vector<Driver> const drivers{driver("score", 0.03), driver("utilization", 0.05)};
  PanelMoves moves;
  moves.score = Quantity(drivers[0]);
  moves.utilization = Quantity(drivers[1]);
  moves.cost_year = 2026;
  Asked asked{small_model(), {{RiskCell{}, 1.0}}, small_members, small_cap, AmountDraw::one_sum};
  asked.moves = moves;
  asked.drivers = DriverPlan(drivers, {});
  Work work = make_work(asked);
  DriverLanes const lanes(work.drivers, work.years, work.seed, {});
  double const frequency = lane_mean(move(moves, lanes, work.years)[0].frequency);
  check_answer("draw, moved frequency: mean", lane_mean(work.draw_block().at(work.amount, 0)) / 100.0,
               frequency * work.mean, allowed_errors * standard_error(std::sqrt(work.variance)));
  return work;
}

void draw_moved_panel(benchmark::State& state) {
  static Work const work = checked_moved_panel();
  draw_blocks(state, work);
}
BENCHMARK(draw_moved_panel)->Name("draw/small_panel_moved")->Unit(benchmark::kMillisecond);

void draw_panel_law(benchmark::State& state) {
  ClassPanel panel;
  panel.name = "bench";
  panel.classes.resize(1);
  panel.classes.front().members = 10'000.0;
  panel.pbpy = 4'500.0;
  panel.process_cv = 2.2;
  PanelLaw const engine{{panel}};
  YearAxis const years{{}, {2026}};
  DriverPlan const drivers;
  DriverLanes const lanes(drivers, years, Seed{1}, {});
  TallyPlan tallies;
  TallyId const amount = tallies.add({PanelId{}, Scope::all(), TallyShape::amount, {}, {}});
  Experience const once = draw(engine, tallies, lanes, years, Seed{1}, {});
  check_answer("draw, panel law: mean", lane_mean(once.at(amount, 0)) / 100.0, 45e6,
               allowed_errors * standard_error(4'500.0 * 2.2 * 100.0));
  for (auto _ : state) {
    Experience experience = draw(engine, tallies, lanes, years, Seed{1}, {});
    benchmark::DoNotOptimize(experience);
  }
  state.counters["trials/s"] =
      benchmark::Counter(static_cast<double>(lane_count * state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(draw_panel_law)->Name("draw/panel_law")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace plimsoll::bench
