#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>

namespace plimsoll::bench {

/// Draws a kernel makes in one pass.
inline constexpr std::uint32_t draws = 4'096;

inline void report_draws(benchmark::State& state) {
  state.counters["per draw"] = benchmark::Counter(static_cast<double>(draws * state.iterations()),
                                                  benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Times one call per draw.
template <class Draw>
void time_draws(benchmark::State& state, Draw&& draw) {
  for (auto _ : state) {
    double sum = 0.0;
    for (std::uint32_t i = 0; i < draws; ++i) sum += static_cast<double>(draw(i));
    benchmark::DoNotOptimize(sum);
  }
  report_draws(state);
}

}  // namespace plimsoll::bench
