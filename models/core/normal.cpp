#include "plimsoll/core/normal.hpp"

#include <cmath>
#include <numbers>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Horner's rule over coefficients in ascending order.
template <std::size_t N>
double polynomial(double const (&c)[N], double x) {
  double sum = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + c[i];
  return sum;
}

constexpr double central_a[] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                                1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr double central_b[] = {1.0,
                                4.2313330701600911252e1,
                                6.8718700749205790830e2,
                                5.3941960214247511077e3,
                                2.1213794301586595867e4,
                                3.9307895800092710610e4,
                                2.8729085735721942674e4,
                                5.2264952788528545610e3};
constexpr double middle_c[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                               3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                               2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double middle_d[] = {1.0,
                               2.05319162663775882187e0,
                               1.67638483018380384940e0,
                               6.89767334985100004550e-1,
                               1.48103976427480074590e-1,
                               1.51986665636164571966e-2,
                               5.47593808499534494600e-4,
                               1.05075007164441684324e-9};
constexpr double tail_e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                             2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                             2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double tail_f[] = {1.0,
                             5.99832206555887937690e-1,
                             1.36929880922735805310e-1,
                             1.48753612908506148525e-2,
                             7.86869131145613259100e-4,
                             1.84631831751005468180e-5,
                             1.42151175831644588870e-7,
                             2.04426310338993978564e-15};

bool is_central(double u) {
  return std::abs(u - 0.5) <= 0.425;
}

double central_quantile(double u) {
  double const q = u - 0.5;
  double const r = 0.180625 - q * q;
  return q * polynomial(central_a, r) / polynomial(central_b, r);
}

double tail_quantile(double u) {
  bool const lower = u < 0.5;
  double const r = std::sqrt(-std::log(lower ? u : 1.0 - u));
  double const x = r <= 5.0 ? polynomial(middle_c, r - 1.6) / polynomial(middle_d, r - 1.6)
                            : polynomial(tail_e, r - 5.0) / polynomial(tail_f, r - 5.0);
  return lower ? -x : x;
}

}  // namespace

double normal_cdf(double x) {
  return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double normal_quantile(double u) {
  return is_central(u) ? central_quantile(u) : tail_quantile(u);
}

void normal_quantiles(std::span<double const> u, std::span<double> quantiles) {
  PLIMSOLL_EXPECT(u.size() == quantiles.size());
  // Every value as if it were central, without a branch, so that the compiler vectorises; then the others
  // again.
  for (std::size_t i = 0; i < u.size(); ++i) quantiles[i] = central_quantile(u[i]);
  for (std::size_t i = 0; i < u.size(); ++i)
    if (!is_central(u[i])) quantiles[i] = tail_quantile(u[i]);
}

}  // namespace plimsoll
