#include "plimsoll/models/cost/count_law.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/zero_modified.hpp"
#include "poisson_lognormal.hpp"

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

double log_mass(PoissonLognormalCount const& law, std::int64_t n) {
  if (law.mean <= 0.0) return n == 0 ? 0.0 : never;
  return log_probability_of(law, n);
}

/// Zero-inflated and hurdle forms.
template <class Law>
double log_mass(Law const& law, std::int64_t n) {
  if (law.mean <= 0.0) return n == 0 ? 0.0 : never;
  ZeroModified const form = zero_modified(law);
  if (n == 0) return std::log(1.0 + form.factor * std::expm1(log_probability(form.base, 0)));
  return std::log(form.factor) + log_probability(form.base, n);
}

double variance_of(PoissonCount const& law) {
  return law.mean;
}
double variance_of(NegativeBinomialCount const& law) {
  return law.mean + law.mean * law.mean / law.size;
}
double variance_of(BernoulliCount const& law) {
  double const p = std::min(1.0, law.mean);
  return p * (1.0 - p);
}
double variance_of(PoissonLognormalCount const& law) {
  return law.mean + law.mean * law.mean * std::expm1(law.sigma * law.sigma);
}
template <class Law>
double variance_of(Law const& law) {
  if (law.mean <= 0.0) return 0.0;
  ZeroModified const form = zero_modified(law);
  double const base = mean(form.base);
  return form.factor * (variance(form.base) + base * base) - law.mean * law.mean;
}

}  // namespace

double mean(CountLaw const& law) {
  return std::visit([](auto const& l) { return l.mean; }, law);
}

double variance(CountLaw const& law) {
  return std::visit([](auto const& l) { return variance_of(l); }, law);
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

CountLaw with_mean(CountLaw law, double mean) {
  std::visit([mean](auto& l) { l.mean = mean; }, law);
  return law;
}

double log_probability(CountLaw const& law, std::int64_t n) {
  if (n < 0) return never;
  return std::visit([n](auto const& l) { return log_mass(l, n); }, law);
}

std::vector<double> parameters(CountLaw const& law) {
  std::vector<double> numbers;
  std::visit(
      [&]<class Law>(Law const& l) {
        for_each_field<Law>([&](auto const& field) { numbers.push_back(l.*field.at); });
      },
      law);
  return numbers;
}

std::string_view family_of(CountLaw const& law) {
  return std::visit([](auto const& l) { return l.clause.kind; }, law);
}

}  // namespace plimsoll
