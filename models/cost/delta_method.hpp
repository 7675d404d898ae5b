#pragma once

#include <functional>
#include <vector>

namespace plimsoll {

/// Covariance (row by row) of what `made` makes of the unknowns at a point, from theirs: J C Jᵀ, J by central
/// differences. Empty where the covariance is.
std::vector<double> delta_covariance(
    std::function<std::vector<double>(std::vector<double> const&)> const& made, std::vector<double> const& at,
    std::vector<double> const& covariance);

/// Standard errors of estimates and their correlations, below the diagonal row by row; both empty where the
/// covariance is. An estimate without error is correlated with none.
struct ParameterErrors {
  std::vector<double> standard, correlations;
};
ParameterErrors errors_of(std::vector<double> const& covariance);

}  // namespace plimsoll
