#include "correlation.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <numbers>

namespace plimsoll {
namespace {

constexpr double least_eigenvalue = 1e-8;

Eigen::MatrixXd repaired(Eigen::MatrixXd const& matrix) {
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(matrix);
  Eigen::VectorXd const raised = solver.eigenvalues().cwiseMax(least_eigenvalue);
  Eigen::MatrixXd const near =
      solver.eigenvectors() * raised.asDiagonal() * solver.eigenvectors().transpose();
  Eigen::VectorXd const scale = near.diagonal().cwiseSqrt().cwiseInverse();
  return scale.asDiagonal() * near * scale.asDiagonal();
}

}  // namespace

double pearson_of_rank(double rank) {
  return 2.0 * std::sin(std::numbers::pi * rank / 6.0);
}

CorrelationFactor factor_of(std::size_t size, std::vector<PearsonEntry> const& entries) {
  auto const n = static_cast<Eigen::Index>(size);
  Eigen::MatrixXd asked = Eigen::MatrixXd::Identity(n, n);
  for (PearsonEntry const& entry : entries) {
    auto const a = static_cast<Eigen::Index>(entry.a), b = static_cast<Eigen::Index>(entry.b);
    asked(a, b) = asked(b, a) = entry.value;
  }
  CorrelationFactor result;
  Eigen::LLT<Eigen::MatrixXd> cholesky(asked);
  if (cholesky.info() != Eigen::Success) {
    Eigen::MatrixXd const near = repaired(asked);
    cholesky.compute(near);
    result.notice = fmt::format(
        "the correlations asked for cannot hold together; the nearest that can were used (entries moved by "
        "up to {:.3f})",
        (near - asked).cwiseAbs().maxCoeff());
  }
  Eigen::MatrixXd const lower = cholesky.matrixL();
  for (Eigen::Index row = 0; row < n; ++row)
    for (Eigen::Index column = 0; column < n; ++column) result.factor.push_back(lower(row, column));
  return result;
}

}  // namespace plimsoll
