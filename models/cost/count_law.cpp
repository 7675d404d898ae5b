#include "plimsoll/models/cost/count_law.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

double log_factorial(std::int64_t n) {
  return boost::math::lgamma(static_cast<double>(n) + 1.0);
}

double log_mass(PoissonCount const& law, std::int64_t n) {
  if (law.mean <= 0.0) return n == 0 ? 0.0 : never;
  return static_cast<double>(n) * std::log(law.mean) - law.mean - log_factorial(n);
}

// ln of Γ(size + n) / (Γ(size) · size^n): a sum keeps its digits as size grows towards the Poisson limit.
double log_rising(double size, std::int64_t n) {
  double const k = static_cast<double>(n);
  if (n > 200 && size < 1e4 * k)
    return boost::math::lgamma(size + k) - boost::math::lgamma(size) - k * std::log(size);
  double sum = 0.0;
  for (std::int64_t j = 1; j < n; ++j) sum += std::log1p(static_cast<double>(j) / size);
  return sum;
}

double log_mass(NegativeBinomialCount const& law, std::int64_t n) {
  if (law.mean <= 0.0) return n == 0 ? 0.0 : never;
  double const k = static_cast<double>(n);
  return log_rising(law.size, n) - log_factorial(n) + k * std::log(law.mean) -
         (law.size + k) * std::log1p(law.mean / law.size);
}

double log_mass(BernoulliCount const& law, std::int64_t n) {
  double const p = std::min(1.0, law.mean);
  return n == 0 ? std::log1p(-p) : n == 1 ? std::log(p) : never;
}

}  // namespace

double mean(CountLaw const& law) {
  return std::visit([](auto const& l) { return l.mean; }, law);
}

double variance(CountLaw const& law) {
  if (auto const* hurdle = std::get_if<BernoulliCount>(&law)) {
    double const p = std::min(1.0, hurdle->mean);
    return p * (1.0 - p);
  }
  double const m = mean(law);
  if (auto const* nb = std::get_if<NegativeBinomialCount>(&law)) return m + m * m / nb->size;
  return m;
}

CountLaw scaled(CountLaw const& law, double exposure) {
  PLIMSOLL_EXPECT(exposure >= 0.0);
  return std::visit(
      [exposure](auto l) -> CountLaw {
        l.mean *= exposure;
        return l;
      },
      law);
}

double log_probability(CountLaw const& law, std::int64_t n) {
  if (n < 0) return never;
  return std::visit([n](auto const& l) { return log_mass(l, n); }, law);
}

std::string_view family_of(CountLaw const& law) {
  return std::visit([](auto const& l) { return l.clause.kind; }, law);
}

}  // namespace plimsoll
