#include "plimsoll/models/cost/quadrature.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <map>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Nodes are the eigenvalues of the Jacobi matrix, weights the squares of the first components.
WeightedNodes nodes_of(Eigen::VectorXd const& diagonal, Eigen::VectorXd const& beside, double whole) {
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
  solver.computeFromTridiagonal(diagonal, beside);
  WeightedNodes nodes;
  for (Eigen::Index i = 0; i < diagonal.size(); ++i) {
    double const first = solver.eigenvectors()(0, i);
    nodes.at.push_back(solver.eigenvalues()[i]);
    nodes.weight.push_back(whole * first * first);
  }
  return nodes;
}

WeightedNodes distinct(WeightedNodes const& measure) {
  std::map<double, double> weights;
  for (std::size_t i = 0; i < measure.at.size(); ++i) weights[measure.at[i]] += measure.weight[i];
  WeightedNodes nodes;
  for (auto const& [point, weight] : weights) {
    nodes.at.push_back(point);
    nodes.weight.push_back(weight);
  }
  return nodes;
}

}  // namespace

WeightedNodes gauss_nodes(WeightedNodes const& measure, std::size_t count) {
  PLIMSOLL_EXPECT(count >= 1 && !measure.at.empty() && measure.at.size() == measure.weight.size());
  WeightedNodes const points = distinct(measure);
  if (points.at.size() <= count) return points;
  auto const size = static_cast<Eigen::Index>(points.at.size());
  auto const steps = static_cast<Eigen::Index>(count);
  Eigen::Map<Eigen::VectorXd const> const at(points.at.data(), size), weight(points.weight.data(), size);
  double const whole = weight.sum();
  Eigen::MatrixXd basis = Eigen::MatrixXd::Zero(size, steps);
  basis.col(0) = (weight / whole).array().sqrt();
  Eigen::VectorXd diagonal(steps), beside(steps - 1);
  for (Eigen::Index k = 0; k < steps; ++k) {
    Eigen::VectorXd next = at.cwiseProduct(basis.col(k));
    diagonal[k] = next.dot(basis.col(k));
    if (k + 1 == steps) break;
    // Twice, or the columns lose their right angles where points lie close.
    for (int again = 0; again < 2; ++again)
      next -= basis.leftCols(k + 1) * (basis.leftCols(k + 1).transpose() * next);
    beside[k] = next.norm();
    basis.col(k + 1) = next / beside[k];
  }
  return nodes_of(diagonal, beside, whole);
}

WeightedNodes gamma_nodes(double cv, std::size_t count) {
  PLIMSOLL_EXPECT(cv >= 0.0 && count >= 1);
  if (cv == 0.0) return WeightedNodes::single(1.0);
  double const scale = cv * cv, shape = 1.0 / scale;
  auto const steps = static_cast<Eigen::Index>(count);
  Eigen::VectorXd diagonal(steps), beside(steps - 1);
  for (Eigen::Index k = 0; k < steps; ++k) {
    auto const order = static_cast<double>(k);
    diagonal[k] = scale * (2.0 * order + shape);
    if (k + 1 < steps) beside[k] = scale * std::sqrt((order + 1.0) * (order + shape));
  }
  return nodes_of(diagonal, beside, 1.0);
}

WeightedNodes lognormal_nodes(double cv, std::size_t count) {
  PLIMSOLL_EXPECT(cv >= 0.0 && count >= 1);
  if (cv == 0.0) return WeightedNodes::single(1.0);
  auto const steps = static_cast<Eigen::Index>(count);
  Eigen::VectorXd beside(steps - 1);
  for (Eigen::Index k = 0; k + 1 < steps; ++k) beside[k] = std::sqrt(static_cast<double>(k + 1));
  WeightedNodes nodes = nodes_of(Eigen::VectorXd::Zero(steps), beside, 1.0);
  double const square = std::log1p(cv * cv);
  for (double& point : nodes.at) point = std::exp(std::sqrt(square) * point - 0.5 * square);
  return nodes;
}

}  // namespace plimsoll
