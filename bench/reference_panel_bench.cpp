#include <benchmark/benchmark.h>

#include <array>
#include <optional>
#include <string>

#include "answer.hpp"
#include "draw_stage.hpp"
#include "plimsoll/scenarios/reference_work.hpp"
#include "support/reference_panel.hpp"

// The public reference panel in every mode of the draw: what the peers beside are measured on.
namespace plimsoll::bench {
namespace {

constexpr std::uint64_t run_blocks = 8;
constexpr char const* absent =
    "skipped: public file reference_panel/reference_panel.csv is absent; set PLIMSOLL_DATA";

struct Stage {
  DrawMode mode;
  std::int64_t members;
};
constexpr std::array stages{
    Stage{DrawMode::claims, 100'000},      Stage{DrawMode::sums, 100'000},
    Stage{DrawMode::sums_shocks, 100'000}, Stage{DrawMode::sums_frailty, 100'000},
    Stage{DrawMode::sums_scalar, 100'000}, Stage{DrawMode::claims, 5'000},
    Stage{DrawMode::sums, 5'000},          Stage{DrawMode::claims, 2'000},
    Stage{DrawMode::sums, 2'000},          Stage{DrawMode::sums_shocks, 2'000},
    Stage{DrawMode::sums_frailty, 2'000},
};

std::optional<ReferenceWork> checked_work(DrawMode mode, std::int64_t members) {
  auto const panel = test::read_reference_panel();
  if (!panel) return {};
  ReferenceWork work =
      make_reference_work(*panel, true, mode, static_cast<std::uint64_t>(members), run_blocks * lane_count);
  for (CheckedAnswer const& answer : check_answers(work))
    check_answer("draw, reference panel: " + std::string(answer.what), answer.got, answer.expected,
                 answer.tolerance);
  return work;
}

/// One block after another, without what a program makes of it.
void draw_stage(benchmark::State& state, Stage const& stage) {
  SimdLimit const limit(simd_of(stage.mode));
  auto const work = checked_work(stage.mode, stage.members);
  if (!work) return state.SkipWithError(absent);
  RunPlan const& plan = work->plan;
  for (auto _ : state) {
    DriverLanes const lanes(plan.drivers(), plan.years(), plan.seed(), {});
    Experience experience = plan.draw({}, lanes);
    benchmark::DoNotOptimize(experience);
  }
  report_member_trials(state, static_cast<double>(work->members * lane_count));
}

/// A whole run, its blocks dealt to threads.
void run_stage(benchmark::State& state, DrawMode mode) {
  SimdLimit const limit(simd_of(mode));
  auto const work = checked_work(mode, 100'000);
  if (!work) return state.SkipWithError(absent);
  for (auto _ : state) {
    TrialTable table = simulate(work->plan, static_cast<std::size_t>(state.range(0)));
    benchmark::DoNotOptimize(table);
  }
  report_member_trials(state, work->member_trials());
}

int const registered = [] {
  for (Stage const& stage : stages)
    benchmark::RegisterBenchmark(("draw/reference_panel/" + std::string(name_in_study(stage.mode)) +
                                  "/members:" + std::to_string(stage.members))
                                     .c_str(),
                                 [&stage](benchmark::State& state) { draw_stage(state, stage); })
        ->Unit(benchmark::kMillisecond)
        ->Iterations(stage.members > 10'000 ? 1 : 8);
  for (DrawMode const mode : {DrawMode::claims, DrawMode::sums, DrawMode::sums_shocks})
    benchmark::RegisterBenchmark(("run/reference_panel/" + std::string(name_in_study(mode))).c_str(),
                                 [mode](benchmark::State& state) { run_stage(state, mode); })
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond)
        ->Iterations(1);
  return 0;
}();

}  // namespace
}  // namespace plimsoll::bench
