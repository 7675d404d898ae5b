#pragma once

#include <string>
#include <vector>

namespace plimsoll {

/// Pearson correlation of the normal scores that gives rank correlation `rank`: 2 sin(pi rank / 6), Pearson
/// (1907).
double pearson_of_rank(double rank);

struct PearsonEntry {
  std::size_t a = 0, b = 0;
  double value = 0.0;
};

struct CorrelationFactor {
  std::vector<double> factor;  ///< row-major lower triangle, size × size
  std::string notice;          ///< how far entries were moved, empty when none was
};

/// Cholesky factor of the correlation matrix with these entries off the diagonal. A matrix that is not
/// positive definite is replaced by a near one: eigenvalues raised to 1e-8, diagonal scaled back to 1
/// (Rebonato and Jaeckel, 1999).
CorrelationFactor factor_of(std::size_t size, std::vector<PearsonEntry> const& entries);

}  // namespace plimsoll
