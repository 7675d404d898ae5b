#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"

namespace plimsoll::test {

inline constexpr int replications = 2000;
inline constexpr std::size_t trials = 2000;

/// Share of replications whose 95 % interval holds the truth, for intervals as reported and for ones half as
/// wide: what a standard error too small by a factor of two would give (the negative control).
struct Coverage {
  double reported;
  double halved;
};

/// Draws `trials` values by `draw(engine)` and measures them, `replications` times, from one seed.
template <class Draw, class Measure>
Coverage coverage_of(std::uint64_t seed, double truth, Draw draw, Measure const& measure) {
  std::mt19937_64 engine(seed);
  std::vector<double> column(trials);
  int held = 0;
  int held_halved = 0;
  for (int i = 0; i < replications; ++i) {
    for (double& x : column) x = draw(engine);
    Figure const figure = measure(std::span<double const>(column));
    if (!figure.interval) continue;  // no interval holds nothing
    auto const [low, high] = *figure.interval;
    double const middle = (low + high) / 2.0;
    double const quarter = (high - low) / 4.0;
    held += low <= truth && truth <= high;
    held_halved += middle - quarter <= truth && truth <= middle + quarter;
  }
  return {held / static_cast<double>(replications), held_halved / static_cast<double>(replications)};
}

/// 4.9 standard errors (two-sided tail 1e-6) of a coverage measured over the replications.
inline double tolerance(double nominal) {
  return 4.9 * std::sqrt(nominal * (1.0 - nominal) / replications);
}

}  // namespace plimsoll::test
