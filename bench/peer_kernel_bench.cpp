// The kernels of the draw as the standard library and Boost.Random have them, to print ours beside.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "answer.hpp"
#include "draws.hpp"

namespace plimsoll::bench {
namespace {

constexpr double sigma = 1.4, shape = 0.9, count_mean = 1.2, count_size = 1.5;

/// The 10,000th word of the default seed, as the standard requires it (26.5.6 of ISO C++20).
void std_words(benchmark::State& state) {
  std::mt19937_64 engine;
  engine.discard(9'999);
  check_answer("rng, std mt19937_64: 10,000th word", static_cast<double>(engine()), 9981545732273789042.0,
               1.0);
  for (auto _ : state) {
    std::uint64_t mixed = 0;
    for (std::uint32_t i = 0; i < draws; ++i) mixed ^= engine();
    benchmark::DoNotOptimize(mixed);
  }
  report_draws(state);
}
BENCHMARK(std_words)->Name("rng/std_mt19937_64");

/// Mean of many draws first, then their time.
template <class Draw>
void checked_draws(benchmark::State& state, char const* what, double mean, double variance, Draw&& draw) {
  double sum = 0.0;
  for (std::uint32_t i = 0; i < draws; ++i) sum += static_cast<double>(draw());
  check_answer(what, sum / draws, mean, allowed_errors * std::sqrt(variance / draws));
  time_draws(state, [&](std::uint32_t) { return draw(); });
}

template <class Engine, class Lognormal>
void lognormals(benchmark::State& state, char const* what) {
  Engine engine(20260715);
  Lognormal law(0.0, sigma);
  double const mean = std::exp(0.5 * sigma * sigma);
  checked_draws(state, what, mean, mean * mean * std::expm1(sigma * sigma), [&] { return law(engine); });
}
void std_lognormal(benchmark::State& state) {
  lognormals<std::mt19937_64, std::lognormal_distribution<>>(state, "rng, std lognormal: mean");
}
BENCHMARK(std_lognormal)->Name("rng/std_lognormal");
void boost_lognormal(benchmark::State& state) {
  lognormals<boost::random::mt19937_64, boost::random::lognormal_distribution<>>(
      state, "rng, Boost lognormal: mean");
}
BENCHMARK(boost_lognormal)->Name("rng/boost_lognormal");

template <class Engine, class Gamma>
void gammas(benchmark::State& state, char const* what) {
  Engine engine(20260715);
  Gamma law(shape, 1.0);
  checked_draws(state, what, shape, shape, [&] { return law(engine); });
}
void std_gamma(benchmark::State& state) {
  gammas<std::mt19937_64, std::gamma_distribution<>>(state, "rng, std gamma: mean");
}
BENCHMARK(std_gamma)->Name("rng/std_gamma");
void boost_gamma(benchmark::State& state) {
  gammas<boost::random::mt19937_64, boost::random::gamma_distribution<>>(state, "rng, Boost gamma: mean");
}
BENCHMARK(boost_gamma)->Name("rng/boost_gamma");

/// Negative binomial of a real size: Poisson of a gamma mean.
void std_counts(benchmark::State& state) {
  std::mt19937_64 engine(20260715);
  std::gamma_distribution<> rate(count_size, count_mean / count_size);
  checked_draws(state, "rng, std gamma-Poisson: mean", count_mean,
                count_mean + count_mean * count_mean / count_size, [&] {
                  double const mean = std::max(rate(engine), std::numeric_limits<double>::min());
                  return std::poisson_distribution<int>(mean)(engine);
                });
}
BENCHMARK(std_counts)->Name("rng/std_gamma_poisson");

}  // namespace
}  // namespace plimsoll::bench
