#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "answer.hpp"
#include "plimsoll/core/address.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll::bench {
namespace {

constexpr std::uint32_t trials = 100'000;
constexpr double level = 0.99;

/// Independent exponentials of mean 1: mean and sd 1, VaR -ln(1 - p), TVaR one above it.
std::vector<double> exponentials() {
  std::vector<double> column;
  for (std::uint32_t trial = 0; trial < trials; ++trial) {
    Words const words = words_at({Seed{7}, {}, Purpose::driver, 2026}, trial, 0);
    column.push_back(-std::log(uniform(words[0], words[1])));
  }
  return column;
}

void check(Figure const& figure, double expected) {
  check_answer("measure, " + figure.id, figure.value, expected, allowed_errors * figure.std_error);
}

/// What a row of a table takes: mean, sd, VaR and TVaR, each with its error.
void measure_sample(benchmark::State& state) {
  static std::vector<double> const column = exponentials();
  Sample const known("exponential", Unit::none, column);
  check(known.mean(), 1.0);
  check(known.standard_deviation(), 1.0);
  check(known.percentile(level), -std::log(1.0 - level));
  check(known.tail_value_at_risk(level), 1.0 - std::log(1.0 - level));
  for (auto _ : state) {
    Sample const sample("exponential", Unit::none, column);
    double const sum = sample.mean().value + sample.standard_deviation().value +
                       sample.percentile(level).value + sample.tail_value_at_risk(level).value;
    benchmark::DoNotOptimize(sum);
  }
  state.counters["trials/s"] =
      benchmark::Counter(static_cast<double>(trials * state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(measure_sample)->Name("measure/sample_100000")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plimsoll::bench
