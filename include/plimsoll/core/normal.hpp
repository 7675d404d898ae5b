#pragma once

#include <span>

namespace plimsoll {

/// Standard normal distribution function.
double normal_cdf(double x);

/// Standard normal quantile, 0 < u < 1: algorithm AS 241 (PPND16) of Wichura, Applied Statistics 37 (1988)
/// 477-484, relative error at most 1e-15. Our own, since it is the innermost step of the draw and Boost's
/// takes seven times as long (docs/decisions/0004-normal-quantile-is-ours.md).
double normal_quantile(double u);

/// The quantiles of many, u.size() == quantiles.size(): the same bits as one by one, faster.
void normal_quantiles(std::span<double const> u, std::span<double> quantiles);

}  // namespace plimsoll
