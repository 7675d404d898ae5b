#include "curvature.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll {
namespace {

constexpr double slope_part = 0.005;  // of a step: a slope needs fewer digits than a curvature

std::vector<double> moved(std::vector<double> at, std::size_t i, double by) {
  at[i] += by;
  return at;
}

/// Step of one unknown at which the log-likelihood falls by share²/2, tried and corrected.
double step_of(LogLikelihood const& f, std::vector<double> const& at, std::size_t i, double value,
               double share) {
  double step = 1e-3 * std::max(1.0, std::abs(at[i]));
  for (int trial = 0; trial < 4; ++trial) {
    double const fall =
        2.0 * value - f(moved(at, i, step)) - f(moved(at, i, -step));  // twice the fall on average
    if (!std::isfinite(fall)) {
      step *= 0.1;
      continue;
    }
    double const wanted = share * share;
    if (fall > 0.5 * wanted && fall < 2.0 * wanted) break;
    double const ratio = fall > 0.0 ? std::sqrt(wanted / fall) : 10.0;
    step *= std::clamp(ratio, 1e-3, 10.0);
  }
  return std::clamp(step, 1e-7 * std::max(1.0, std::abs(at[i])), 0.5);
}

}  // namespace

Curvature curvature(LogLikelihood const& f, std::vector<double> const& at, double share) {
  std::size_t const count = at.size();
  auto const size = static_cast<Eigen::Index>(count);
  Curvature found{f(at), Eigen::VectorXd(size), Eigen::MatrixXd(size, size)};
  std::vector<double> steps, above, below;
  for (std::size_t i = 0; i < count; ++i) {
    steps.push_back(step_of(f, at, i, found.value, share));
    above.push_back(f(moved(at, i, steps[i])));
    below.push_back(f(moved(at, i, -steps[i])));
  }
  for (std::size_t i = 0; i < count; ++i) {
    auto const row = static_cast<Eigen::Index>(i);
    double const near = slope_part * steps[i];
    found.slope[row] = (f(moved(at, i, near)) - f(moved(at, i, -near))) / (2.0 * near);
    found.information(row, row) = (2.0 * found.value - above[i] - below[i]) / (steps[i] * steps[i]);
    for (std::size_t j = 0; j < i; ++j) {
      auto const column = static_cast<Eigen::Index>(j);
      auto const at_corner = [&](double a, double b) {
        return f(moved(moved(at, i, a * steps[i]), j, b * steps[j]));
      };
      double const cross = at_corner(1, 1) - at_corner(1, -1) - at_corner(-1, 1) + at_corner(-1, -1);
      found.information(row, column) = found.information(column, row) = -cross / (4.0 * steps[i] * steps[j]);
    }
  }
  return found;
}

}  // namespace plimsoll
