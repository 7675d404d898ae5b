#pragma once

#include <functional>
#include <vector>

namespace plimsoll {

/// Standard errors of what `made` makes of the unknowns at a point, from their covariance (row by row): the
/// square roots of the diagonal of J C Jᵀ, J by central differences. Empty where the covariance is.
std::vector<double> delta_errors(std::function<std::vector<double>(std::vector<double> const&)> const& made,
                                 std::vector<double> const& at, std::vector<double> const& covariance);

}  // namespace plimsoll
