#include "delta_method.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll {

std::vector<double> delta_covariance(
    std::function<std::vector<double>(std::vector<double> const&)> const& made, std::vector<double> const& at,
    std::vector<double> const& covariance) {
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
  std::size_t const size = slopes.front().size();
  std::vector<double> result(size * size);
  for (std::size_t k = 0; k < size; ++k)
    for (std::size_t l = 0; l < size; ++l)
      for (std::size_t i = 0; i < at.size(); ++i)
        for (std::size_t j = 0; j < at.size(); ++j)
          result[k * size + l] += slopes[i][k] * covariance[i * at.size() + j] * slopes[j][l];
  return result;
}

ParameterErrors errors_of(std::vector<double> const& covariance) {
  auto const size = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(covariance.size()))));
  ParameterErrors errors;
  for (std::size_t i = 0; i < size; ++i)
    errors.standard.push_back(std::sqrt(std::max(0.0, covariance[i * size + i])));
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      double const scale = errors.standard[i] * errors.standard[j];
      errors.correlations.push_back(scale > 0.0 ? std::clamp(covariance[i * size + j] / scale, -1.0, 1.0)
                                                : 0.0);
    }
  return errors;
}

}  // namespace plimsoll
