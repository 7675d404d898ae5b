#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/sim/panel_moves.hpp"

namespace plimsoll {

/// Chebyshev nodes of one factor, on its logarithm; a single node where the factor does not vary.
class FactorAxis {
 public:
  FactorAxis(double low, double high);
  std::vector<double> const& nodes() const { return nodes_; }  ///< factors
  /// Chebyshev polynomials 0, 1, … at the lanes' factors, which are moved to the nearer end where outside.
  std::vector<Lanes> polynomials(Lanes const& factor) const;

 private:
  double middle_ = 0.0, half_ = 0.0;  // of the logarithm
  std::vector<double> nodes_;
};

/// Functions of the frequency and unit-cost factors, by their Chebyshev coefficients: smooth functions on a
/// few nodes to many digits. Trefethen, Approximation Theory and Approximation Practice (2013), chapters 3,
/// 4, 8.
class MomentTable {
 public:
  /// `values[function][i * unit_cost.nodes().size() + j]` at frequency node i and unit-cost node j.
  MomentTable(FactorAxis frequency, FactorAxis unit_cost, std::vector<std::vector<double>> const& values);

  /// Every function at the lanes' factors.
  std::vector<Lanes> at(MovedYear const& moved) const;

 private:
  FactorAxis frequency_, unit_cost_;
  std::vector<std::vector<double>> coefficients_;
};

}  // namespace plimsoll
