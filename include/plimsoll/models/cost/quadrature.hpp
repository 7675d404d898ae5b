#pragma once

#include <cstddef>
#include <vector>

namespace plimsoll {

/// A measure on a few points: sum of weight[i] over i is its whole weight.
struct WeightedNodes {
  std::vector<double> at, weight;
  static WeightedNodes single(double point, double whole = 1.0) { return {{point}, {whole}}; }
  /// The same weights at points `factor` times as far from 0.
  WeightedNodes scaled(double factor) const {
    WeightedNodes nodes = *this;
    for (double& point : nodes.at) point *= factor;
    return nodes;
  }
};

/// The measure on at most `count` points that gives polynomials below degree 2 · count the same integrals:
/// its own points where they are so few, else Gauss's. Expects weights above zero. Gautschi, Orthogonal
/// Polynomials (2004), 2.2.3, by Lanczos with full orthogonalisation.
WeightedNodes gauss_nodes(WeightedNodes const& measure, std::size_t count);

/// Gauss nodes of the gamma law of mean 1 and this coefficient of variation (generalised Laguerre). Golub and
/// Welsch 1969.
WeightedNodes gamma_nodes(double cv, std::size_t count);

/// Nodes of the lognormal law of mean 1 and this coefficient of variation: Gauss–Hermite on its logarithm.
WeightedNodes lognormal_nodes(double cv, std::size_t count);

}  // namespace plimsoll
