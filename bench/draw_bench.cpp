#include <benchmark/benchmark.h>

#include <cmath>
#include <optional>

#include "answer.hpp"
#include "plimsoll/sim/panel_law.hpp"
#include "reference_panel.hpp"
#include "work.hpp"

namespace plimsoll::bench {
namespace {

constexpr std::uint64_t reference_members = 2'000;

void report_member_trials(benchmark::State& state, double each) {
  double const all = each * static_cast<double>(state.iterations());
  state.counters["member-trials/s"] = benchmark::Counter(all, benchmark::Counter::kIsRate);
  state.counters["per member-trial"] =
      benchmark::Counter(all, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void draw_blocks(benchmark::State& state, Work const& work) {
  for (auto _ : state) {
    Experience experience = work.draw_block();
    benchmark::DoNotOptimize(experience);
  }
  report_member_trials(state, work.member_trials());
}

/// Dollars of the panel a trial, averaged over a block, with every member's year capped.
double capped_mean(Work const& work, Experience const& experience) {
  return (lane_mean(experience.at(work.amount, 0)) - lane_mean(experience.at(work.excess, 0))) / 100.0;
}

double standard_error(double deviation) {
  return deviation / std::sqrt(static_cast<double>(lane_count));
}

/// Mean and sd by FFT on a $10 grid: README of the public reference panel, second work.
Work checked_small_panel() {
  Work work = make_work(small_model(), {{RiskCell{}, 1.0}}, small_members, small_cap, AmountDraw::one_sum);
  check_answer("draw, small panel: capped mean", capped_mean(work, work.draw_block()), 44'648'909.0,
               allowed_errors * standard_error(886'619.0));
  return work;
}

void draw_small_panel(benchmark::State& state) {
  static Work const work = checked_small_panel();
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
  Work work = make_work(small_model(), {{RiskCell{}, 1.0}}, small_members, small_cap, AmountDraw::one_sum,
                        moves, {drivers, {}});
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

std::optional<Work> checked_reference_panel() {
  auto const panel = read_reference_panel();
  if (!panel) return {};
  Work work = make_work(panel->model, panel->shares, reference_members, small_cap, AmountDraw::one_sum);
  check_answer("draw, reference panel: mean", lane_mean(work.draw_block().at(work.amount, 0)) / 100.0,
               ReferencePanel::published_mean * static_cast<double>(reference_members),
               allowed_errors * standard_error(std::sqrt(work.variance)));
  return work;
}

void draw_reference_panel(benchmark::State& state) {
  static std::optional<Work> const work = checked_reference_panel();
  if (!work)
    state.SkipWithError(
        "skipped: public file reference_panel/reference_panel.csv is absent; set PLIMSOLL_DATA");
  else
    draw_blocks(state, *work);
}
BENCHMARK(draw_reference_panel)
    ->Name("draw/reference_panel_without_inpatient")
    ->Unit(benchmark::kMillisecond);

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
