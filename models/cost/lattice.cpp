#include "plimsoll/models/cost/lattice.hpp"

#include <algorithm>
#include <cmath>
#include <unsupported/Eigen/FFT>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double negligible = 1e-22;  // survival below which the rest of a lattice is left empty

std::vector<double> central_mass(SeverityLaw const& law, double step, std::size_t points) {
  std::vector<double> mass(points, 0.0);
  double above = 1.0;
  for (std::size_t j = 0; j < points && above > negligible; ++j) {
    double const next = survival(law, step * (static_cast<double>(j) + 0.5));
    mass[j] = above - next;
    above = next;
  }
  return mass;
}

/// Integrals of the survival over the cells of a lattice. Near zero, where it may have any shape inside a
/// cell, they are differences of limited means; further out Gauss–Legendre keeps the digits of a small tail.
std::vector<double> survival_of_cells(SeverityLaw const& law, double step, std::size_t cells) {
  constexpr std::size_t near = 64;
  constexpr double node = 0.2886751345948129;  // two points on a unit cell
  std::vector<double> areas(cells, 0.0);
  double below = 0.0;
  for (std::size_t j = 0; j < std::min(near, cells); ++j) {
    double const until = limited_mean(law, step * static_cast<double>(j + 1));
    areas[j] = until - below;
    below = until;
  }
  for (std::size_t j = near; j < cells; ++j) {
    double const middle = static_cast<double>(j) + 0.5;
    areas[j] = 0.5 * step * (survival(law, step * (middle - node)) + survival(law, step * (middle + node)));
    if (areas[j] < negligible * step) break;
  }
  return areas;
}

std::vector<double> mass_keeping_means(SeverityLaw const& law, double step, std::size_t points) {
  std::vector<double> const areas = survival_of_cells(law, step, points);
  std::vector<double> mass(points);
  mass[0] = 1.0 - areas[0] / step;
  for (std::size_t j = 1; j < points; ++j) mass[j] = std::max(0.0, areas[j - 1] - areas[j]) / step;
  return mass;
}

Eigen::FFT<double> real_transform() {
  return Eigen::FFT<double>(Eigen::default_fft_impl<double>(), Eigen::FFT<double>::HalfSpectrum);
}

}  // namespace

Lattice discretise(SeverityLaw const& law, double step, std::size_t points, Rounding rounding) {
  PLIMSOLL_EXPECT(step > 0.0 && points >= 2);
  Lattice lattice{
      step,
      rounding == Rounding::central ? central_mass(law, step, points) : mass_keeping_means(law, step, points),
      0.0};
  double const last = step * static_cast<double>(points - 1);
  lattice.beyond = rounding == Rounding::central
                       ? survival(law, last + 0.5 * step)
                       : (limited_mean(law, last + step) - limited_mean(law, last)) / step;
  return lattice;
}

Spectrum transform(std::span<double const> values, double tilt) {
  std::vector<double> tilted(values.begin(), values.end());
  if (tilt != 0.0)
    for (std::size_t j = 0; j < tilted.size(); ++j) tilted[j] *= std::exp(-tilt * static_cast<double>(j));
  Spectrum spectrum;
  real_transform().fwd(spectrum, tilted);
  return spectrum;
}

std::vector<double> invert(Spectrum const& spectrum, std::size_t points, double tilt) {
  PLIMSOLL_EXPECT(spectrum.size() == points / 2 + 1);
  std::vector<double> values;
  real_transform().inv(values, spectrum, static_cast<Eigen::Index>(points));
  if (tilt != 0.0)
    for (std::size_t j = 0; j < values.size(); ++j) values[j] *= std::exp(tilt * static_cast<double>(j));
  return values;
}

}  // namespace plimsoll
