#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "answer.hpp"
#include "draws.hpp"
#include "plimsoll/core/address.hpp"
#include "plimsoll/core/binomial.hpp"
#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/cost/count_inversion.hpp"
#include "plimsoll/models/cost/sum_table.hpp"

namespace plimsoll::bench {
namespace {

constexpr WordAddress address{Seed{7}, {123'456'789}, Purpose::claims, 2026};

std::vector<double> uniforms() {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < draws; ++i) {
    Words const words = words_at(address, i, 0);
    values.push_back(uniform(words[0], words[1]));
  }
  return values;
}

/// Known answer of Random123, file kat_vectors: counter and key zero.
void philox_words(benchmark::State& state) {
  check_answer("rng, philox: first word", philox({0, 0, 0, 0}, {0, 0})[0], 0x6627e8d5u, 0.0);
  time_draws(state, [](std::uint32_t i) {
    Words const words = words_at(address, i, 0);
    return words[0] ^ words[1] ^ words[2] ^ words[3];
  });
}
BENCHMARK(philox_words)->Name("rng/philox_4_words");

void normal_scores(benchmark::State& state) {
  check_answer("rng, normal quantile", normal_quantile(0.975), 1.959963984540054, 1e-14);
  auto const u = uniforms();
  time_draws(state, [&](std::uint32_t i) { return normal_quantile(u[i]); });
}
BENCHMARK(normal_scores)->Name("rng/normal_quantile");

void counts(benchmark::State& state) {
  bool const moved = state.range(0) != 0;
  CountInversion count(NegativeBinomialCount{3.0, 1.0 / 0.6});
  auto const u = uniforms();
  double sum = 0.0;
  for (double each : u) sum += static_cast<double>(count(3.0, each));
  check_answer("rng, count inversion: mean", sum / draws, 3.0,
               allowed_errors * std::sqrt((3.0 + 0.6 * 9.0) / draws));
  time_draws(state, [&](std::uint32_t i) { return count(moved ? 3.0 + i * 0x1p-20 : 3.0, u[i]); });
}
BENCHMARK(counts)->Name("rng/count_inversion")->ArgName("moved")->Arg(0)->Arg(1);

/// Of 400 patients at a true rate of 0.71: the same rate in all trials, or each its own.
void measured_rates(benchmark::State& state) {
  bool const moved = state.range(0) != 0;
  BinomialInversion successes(400);
  auto const u = uniforms();
  double sum = 0.0;
  for (double each : u) sum += static_cast<double>(successes(0.71, each));
  check_answer("rng, binomial inversion: mean", sum / draws, 284.0,
               allowed_errors * std::sqrt(400.0 * 0.71 * 0.29 / draws));
  time_draws(state, [&](std::uint32_t i) { return successes(moved ? 0.71 + i * 0x1p-20 : 0.71, u[i]); });
}
BENCHMARK(measured_rates)->Name("rng/binomial_inversion")->ArgName("moved")->Arg(0)->Arg(1);

/// One amount at a time from the table both engines of members read.
void time_amounts(benchmark::State& state, SumTable const& table, char const* name, double median) {
  double const drawn = table.scale() * static_cast<double>(table(1, 1u << 31, 0));
  check_answer(name, drawn / median, 1.0, 1e-3);
  time_draws(state, [&, word = 0x9e3779b9u](std::uint32_t i) { return table(1, i * word, i); });
}

void lognormal_amounts(benchmark::State& state) {
  SumTable const table(LognormalSeverity{6.0, 1.6}, 1);
  time_amounts(state, table, "rng, lognormal: median", std::exp(6.0));
}
BENCHMARK(lognormal_amounts)->Name("rng/lognormal_amount");

void gamma_amounts(benchmark::State& state) {
  SumTable const table(GammaSeverity{1.0, 100.0}, 1);
  time_amounts(state, table, "rng, gamma: median of shape 1", 100.0 * std::log(2.0));
}
BENCHMARK(gamma_amounts)->Name("rng/gamma_amount");

}  // namespace
}  // namespace plimsoll::bench
