#pragma once

#include <benchmark/benchmark.h>

#include "work.hpp"

namespace plimsoll::bench {

/// Member-trials a second, when a pass of the stage draws so many.
inline void report_member_trials(benchmark::State& state, double each_pass) {
  double const all = each_pass * static_cast<double>(state.iterations());
  state.counters["member-trials/s"] = benchmark::Counter(all, benchmark::Counter::kIsRate);
  state.counters["per member-trial"] =
      benchmark::Counter(all, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Draws one block after another and reports member-trials.
inline void draw_blocks(benchmark::State& state, Work const& work) {
  for (auto _ : state) {
    Experience experience = work.draw_block();
    benchmark::DoNotOptimize(experience);
  }
  report_member_trials(state, work.member_trials());
}

/// Dollars of the panel a trial, averaged over a block, with every member's year capped.
inline double capped_mean(Work const& work, Experience const& experience) {
  return (lane_mean(experience.at(work.amount, 0)) - lane_mean(experience.at(work.excess, 0))) / 100.0;
}

}  // namespace plimsoll::bench
