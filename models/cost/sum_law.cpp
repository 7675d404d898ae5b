#include "sum_law.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unsupported/Eigen/FFT>

namespace plimsoll {
namespace {

constexpr std::size_t points = 1u << 14;
constexpr std::size_t read_points = points / 2;
constexpr double coarser = 16.0;
constexpr double tilt = 20.0 / points;  // per point: what folds back weighs e^-20
constexpr double furthest = 1e-11;      // chances below are asymptotic

/// What undoes the tilt, point by point.
std::vector<double> const& untilt() {
  static std::vector<double> const factors = [] {
    std::vector<double> made(read_points);
    for (std::size_t j = 0; j < read_points; ++j) made[j] = std::exp(tilt * static_cast<double>(j));
    return made;
  }();
  return factors;
}

/// Standard deviation of min(X, limit).
double deviation(SeverityLaw const& law, double limit) {
  double const mean = limited_mean(law, limit);
  return std::sqrt(std::max(0.0, limited_second_moment(law, limit) - mean * mean));
}

/// Integrals of P(X > x) over the cells of a lattice: near zero by the limited mean, which allows for any
/// shape inside a cell; further out by quadrature, which keeps the digits of a small tail.
std::vector<double> survival_of_cells(SeverityLaw const& law, double step) {
  constexpr std::size_t near = 64;
  constexpr double node = 0.3872983346207417;  // Gauss–Legendre, three points on a unit cell
  std::vector<double> cells(points);
  double below = 0.0;
  for (std::size_t j = 0; j < near; ++j) {
    double const until = limited_mean(law, step * static_cast<double>(j + 1));
    cells[j] = until - below;
    below = until;
  }
  for (std::size_t j = near; j < points; ++j) {
    double const middle = static_cast<double>(j) + 0.5;
    cells[j] = step / 18.0 *
               (5.0 * survival(law, step * (middle - node)) + 8.0 * survival(law, step * middle) +
                5.0 * survival(law, step * (middle + node)));
  }
  return cells;
}

/// Chances on the lattice that keep the mean: an amount between two points is split between them.
std::vector<double> tilted_amount(SeverityLaw const& law, double step) {
  std::vector<double> const cells = survival_of_cells(law, step);
  std::vector<double> mass(points);
  mass[0] = 1.0 - cells[0] / step;
  for (std::size_t j = 1; j < points; ++j)
    mass[j] = std::max(0.0, cells[j - 1] - cells[j]) / step * std::exp(-tilt * static_cast<double>(j));
  return mass;
}

}  // namespace

SumLaw::SumLaw(SeverityLaw const& law) : law_(law), mean_(mean(law)) {}

double SumLaw::quantile(double place) const {
  if (claims_ == 1) return quantile_of_survival(law_, place);
  if (place < furthest) return quantile_of_survival(law_, place / claims_) + (claims_ - 1) * mean_;
  auto const above = std::lower_bound(places_.begin(), places_.end(), place);
  if (above == places_.begin()) return amounts_.front();
  if (above == places_.end()) return amounts_.back();
  auto const i = static_cast<std::size_t>(above - places_.begin());
  double const low = std::log(places_[i - 1]), high = std::log(places_[i]);
  double const t = high > low ? (std::log(place) - low) / (high - low) : 1.0;
  return amounts_[i - 1] + t * (amounts_[i] - amounts_[i - 1]);
}

/// Steps of the lattices. Splitting an amount between two points adds up to step²/6 to its variance, so one
/// step is a 32nd of the amount's deviation: long enough for the body of a sum of 200. The others lie around
/// it.
std::vector<double> SumLaw::steps() const {
  double const spread =
      std::clamp(deviation(law_, 20.0 * mean_), mean_ / 50.0, mean_);  // some laws have none
  double const finest = std::clamp(plimsoll::quantile(law_, 0.02) / 8.0, mean_ / 2000.0, mean_ / 200.0);
  double const end = quantile_of_survival(law_, furthest) + 600.0 * mean_;
  double step = spread / 32.0;
  while (step > finest) step /= coarser;
  std::vector<double> steps;
  for (; steps.empty() || steps.back() * static_cast<double>(read_points) < end; step *= coarser)
    steps.push_back(step);
  return steps;
}

void SumLaw::add_claim() {
  if (lattices_.empty()) {
    Eigen::FFT<double> fft;
    fft.SetFlag(Eigen::FFT<double>::HalfSpectrum);
    for (double const step : steps()) {
      Lattice lattice{step, {}, {}};
      fft.fwd(lattice.amount, tilted_amount(law_, step));
      lattice.sum = lattice.amount;
      lattices_.push_back(std::move(lattice));
    }
  }
  ++claims_;
  for (Lattice& lattice : lattices_)
    for (std::size_t i = 0; i < lattice.sum.size(); ++i) lattice.sum[i] *= lattice.amount[i];
  read_tail();
}

void SumLaw::read_tail() {
  Eigen::FFT<double> fft;
  fft.SetFlag(Eigen::FFT<double>::HalfSpectrum);
  amounts_.clear();
  places_.clear();
  // From the far end inwards: sums of small chances keep their digits.
  double place = claims_ * survival(law_, lattices_.back().step * (static_cast<double>(read_points) - 0.5) -
                                              (claims_ - 1) * mean_);
  std::vector<double> mass;
  for (std::size_t g = lattices_.size(); g-- > 0;) {
    double const step = lattices_[g].step;
    double const finer_end = g > 0 ? lattices_[g - 1].step * (static_cast<double>(read_points) - 0.5) : 0.0;
    fft.inv(mass, lattices_[g].sum, static_cast<Eigen::Index>(points));
    if (g + 1 < lattices_.size()) {
      // The place at this lattice's end, read on the coarser one.
      double const end = step * (static_cast<double>(read_points) - 0.5);
      double const last = amounts_.back(), before = amounts_[amounts_.size() - 2];
      double const t = (end - before) / (last - before);
      place = places_[places_.size() - 2] + t * (places_.back() - places_[places_.size() - 2]);
      amounts_.pop_back();
      places_.pop_back();
    }
    double sum = place;
    for (std::size_t j = read_points; j-- > 0;) {
      double const amount = step * (static_cast<double>(j) + 0.5);
      amounts_.push_back(amount);
      places_.push_back(place);
      if (amount < finer_end) break;
      sum += mass[j] * untilt()[j];
      place = std::max(place, sum);  // rounding noise must not turn the tail
    }
    if (1.0 - place < 1e-7) break;
  }
}

}  // namespace plimsoll
