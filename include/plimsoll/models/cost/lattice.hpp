#pragma once

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {

/// A law of dollars on the points 0, step, 2 · step, …
struct Lattice {
  double step = 0.0;         ///< dollars
  std::vector<double> mass;  ///< chance of each point
  double beyond = 0.0;       ///< chance of more than the last point
};

/// How amounts between two points of a lattice are dealt to them.
enum class Rounding {
  central,     ///< to the nearest: every chance is a difference of two survivals
  keep_means,  ///< split between both so that the mean is kept; the variance grows by step²/6 or less
};

/// The law on `points` points, points >= 2. Chances of the far tail keep their digits: they are differences
/// of survivals, never of distribution functions. Klugman, Panjer and Willmot, Loss Models, 4th ed., 9.6.
Lattice discretise(SeverityLaw const& law, double step, std::size_t points,
                   Rounding rounding = Rounding::keep_means);

/// Discrete Fourier transform of real values, the first half and the middle: values.size() / 2 + 1 numbers.
using Spectrum = std::vector<std::complex<double>>;

/// Sum over j of values[j] · exp(-tilt · j - 2 pi i j k / n), n = values.size() a power of two. A tilt above
/// zero weighs what folds back past the last point by exp(-tilt · n): Grübel and Hermesmeier, ASTIN Bulletin
/// 29 (1999) 197-214. 20 / n leaves 2e-9 of it.
Spectrum transform(std::span<double const> values, double tilt = 0.0);

/// The `points` values whose transform with this tilt is the spectrum.
std::vector<double> invert(Spectrum const& spectrum, std::size_t points, double tilt = 0.0);

}  // namespace plimsoll
