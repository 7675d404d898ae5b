#pragma once

#include <Eigen/Core>
#include <vector>

#include "maximise.hpp"

namespace plimsoll {

/// Value, slope and observed information (minus the second derivatives) of a log-likelihood at a point.
struct Curvature {
  double value = 0.0;
  Eigen::VectorXd slope;
  Eigen::MatrixXd information;
};

/// By central differences. `share` sets the steps: times the standard error of an unknown given the others.
Curvature curvature(LogLikelihood const& f, std::vector<double> const& at, double share);

}  // namespace plimsoll
