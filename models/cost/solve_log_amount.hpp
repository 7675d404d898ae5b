#pragma once

#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

namespace plimsoll {

/// The amount at which `rising`, a function of an amount that rises through 0, is 0, to the last digits: its
/// logarithm is bracketed around ln `near` and solved for. Alefeld, Potra and Shi 1995.
template <class Function>
double solve_log_amount(Function const& rising, double near) {
  auto const at = [&](double t) {
    double const value = rising(std::exp(t));
    // Beyond what a double holds only the sign counts.
    return std::isnan(value) ? std::numeric_limits<double>::max() : std::clamp(value, -1e300, 1e300);
  };
  double const start = std::log(near);
  double low = start, high = start;
  for (double step = 1.0; at(low) > 0.0 && low > -700.0; step *= 2.0) low -= step;
  for (double step = 1.0; at(high) < 0.0 && high < 709.0; step *= 2.0) high += step;
  double const below = at(low), above = at(high);
  if (below >= 0.0) return std::exp(low);
  if (above <= 0.0) return std::exp(high);
  std::uintmax_t steps = 200;
  auto const [left, right] = boost::math::tools::toms748_solve(
      at, low, high, below, above, boost::math::tools::eps_tolerance<double>(52), steps);
  return std::exp(0.5 * (left + right));
}

}  // namespace plimsoll
