#include "poisson_lognormal.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>

namespace plimsoll {
namespace {

constexpr double negligible = -40.0;  // ln of a term beside the largest

/// ln of the integrand over z, less ln n!: n ln(rate) - rate - z²/2.
struct Integrand {
  double n, log_median, sigma;
  double rate(double z) const { return std::exp(log_median + sigma * z); }
  double operator()(double z) const { return n * (log_median + sigma * z) - rate(z) - 0.5 * z * z; }
};

/// Highest point of a concave function: Newton's steps, held where the exponential would overshoot.
double highest(Integrand const& f) {
  double z = f.n > 0.0 ? std::clamp((std::log(f.n) - f.log_median) / f.sigma, -8.0, 8.0) : 0.0;
  for (int step = 0; step < 100; ++step) {
    double const rate = f.rate(z), slope = f.sigma * (f.n - rate) - z;
    double const move = std::clamp(slope / (1.0 + f.sigma * f.sigma * rate), -1.0, 1.0);
    z += move;
    if (std::abs(move) < 1e-10) break;
  }
  return z;
}

}  // namespace

double log_probability_of(PoissonLognormalCount const& law, std::int64_t n) {
  Integrand const f{static_cast<double>(n), std::log(law.mean) - 0.5 * law.sigma * law.sigma, law.sigma};
  double const middle = highest(f), top = f(middle);
  double const width = 1.0 / std::sqrt(1.0 + law.sigma * law.sigma * f.rate(middle));
  // Fine enough for the width of the peak and for the exponential, which repeats along the imaginary axis.
  double const step = std::min(0.6 * width, 0.25 / law.sigma);
  double sum = 1.0;
  for (double const side : {-1.0, 1.0})
    for (double z = middle + side * step;; z += side * step) {
      double const term = f(z) - top;
      if (term < negligible) break;
      sum += std::exp(term);
    }
  return top + std::log(sum * step / std::sqrt(2.0 * std::numbers::pi)) - boost::math::lgamma(f.n + 1.0);
}

}  // namespace plimsoll
