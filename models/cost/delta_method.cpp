#include "delta_method.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll {

std::vector<double> delta_errors(std::function<std::vector<double>(std::vector<double> const&)> const& made,
                                 std::vector<double> const& at, std::vector<double> const& covariance) {
  if (covariance.empty()) return {};
  std::vector<std::vector<double>> slopes;  // by unknown
  for (std::size_t i = 0; i < at.size(); ++i) {
    double const h = 1e-5;
    std::vector<double> above = at, below = at;
    above[i] += h;
    below[i] -= h;
    std::vector<double> slope = made(above);
    std::vector<double> const under = made(below);
    for (std::size_t k = 0; k < slope.size(); ++k) slope[k] = (slope[k] - under[k]) / (2.0 * h);
    slopes.push_back(std::move(slope));
  }
  std::vector<double> errors;
  for (std::size_t k = 0; k < slopes.front().size(); ++k) {
    double variance = 0.0;
    for (std::size_t i = 0; i < at.size(); ++i)
      for (std::size_t j = 0; j < at.size(); ++j)
        variance += slopes[i][k] * covariance[i * at.size() + j] * slopes[j][k];
    errors.push_back(std::sqrt(std::max(0.0, variance)));
  }
  return errors;
}

}  // namespace plimsoll
