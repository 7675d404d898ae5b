#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "plimsoll/models/unpaid/triangle.hpp"

namespace plimsoll::test {

using Matrix = std::vector<std::vector<double>>;

/// Rows named "1", "2" … of a matrix whose rows end where they are no longer known.
inline std::vector<PaidRow> rows_of(Matrix const& matrix) {
  std::size_t lags = 0;
  for (auto const& row : matrix) lags = std::max(lags, row.size());
  std::vector<PaidRow> rows;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    rows.push_back({std::to_string(i + 1),
                    {matrix[i].begin(), matrix[i].end()},
                    {"triangle.csv", static_cast<std::uint32_t>(i + 2), 0}});
    rows.back().paid.resize(lags);
  }
  return rows;
}

inline PaidTriangle triangle_of(Matrix const& matrix) {
  return PaidTriangle::from_cumulative(rows_of(matrix));
}

/// What is known of full rows when the youngest is at lag 0.
inline Matrix upper_left(Matrix matrix) {
  for (std::size_t i = 0; i < matrix.size(); ++i)
    matrix[i].resize(std::min(matrix[i].size(), matrix.size() - i));
  return matrix;
}

/// Full rows of Mack's model: from what is paid at once, every next cumulative amount has mean f C and
/// variance s² C given the last; the law is gamma, which the model leaves open.
struct MackWorld {
  std::vector<double> factor, sigma;
  double first = 1000.0;  ///< mean of what is paid at lag 0, uniform within ± 30 %

  Matrix draw(std::size_t periods, std::mt19937_64& engine) const {
    Matrix rows(periods);
    for (auto& row : rows) {
      row.push_back(first * std::uniform_real_distribution<>(0.7, 1.3)(engine));
      for (std::size_t k = 0; k < factor.size(); ++k) {
        double const mean = factor[k] * row.back(), variance = sigma[k] * sigma[k] * row.back();
        row.push_back(std::gamma_distribution<>(mean * mean / variance, variance / mean)(engine));
      }
    }
    return rows;
  }
};

}  // namespace plimsoll::test
