#pragma once

#include <benchmark/benchmark.h>

#include "work.hpp"

namespace plimsoll::bench {

/// Draws one block after another and reports member-trials.
inline void draw_blocks(benchmark::State& state, Work const& work) {
  for (auto _ : state) {
    Experience experience = work.draw_block();
    benchmark::DoNotOptimize(experience);
  }
  double const all = work.member_trials() * static_cast<double>(state.iterations());
  state.counters["member-trials/s"] = benchmark::Counter(all, benchmark::Counter::kIsRate);
  state.counters["per member-trial"] =
      benchmark::Counter(all, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Dollars of the panel a trial, averaged over a block, with every member's year capped.
inline double capped_mean(Work const& work, Experience const& experience) {
  return (lane_mean(experience.at(work.amount, 0)) - lane_mean(experience.at(work.excess, 0))) / 100.0;
}

}  // namespace plimsoll::bench
