#include "plimsoll/models/cost/severity_law.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

SeverityLaw sum_of_n(LognormalSeverity const& law, double n) {
  double const square = std::log1p(std::expm1(law.sigma * law.sigma) / n);
  return LognormalSeverity{law.mu + std::log(n) + 0.5 * (law.sigma * law.sigma - square), std::sqrt(square)};
}
SeverityLaw sum_of_n(GammaSeverity law, double n) {
  law.shape *= n;
  return law;
}
SeverityLaw sum_of_n(InverseGaussianSeverity const& law, double n) {
  return InverseGaussianSeverity{n * law.mu, n * n * law.shape};
}
template <class Law>
SeverityLaw sum_of_n(Law const& law, double n) {
  throw ModelError(fmt::format(
      "a sum of {} {} amounts is no law of a family known here; fit the lognormal, the gamma or the inverse "
      "Gaussian to totals of several claims",
      n, law.clause.kind));
}

void append(std::vector<double>& numbers, double number) {
  numbers.push_back(number);
}
void append(std::vector<double>& numbers, std::vector<double> const& list) {
  numbers.insert(numbers.end(), list.begin(), list.end());
}

}  // namespace

double mean(SeverityLaw const& law) {
  return std::visit([](auto const& l) { return l.mean(); }, law);
}

double variance(SeverityLaw const& law) {
  return std::visit([](auto const& l) { return l.variance(); }, law);
}

double log_density(SeverityLaw const& law, double dollars) {
  if (!(dollars > 0.0)) return -std::numeric_limits<double>::infinity();
  return std::visit([dollars](auto const& l) { return l.log_constant() + l.log_kernel(dollars); }, law);
}

double cdf(SeverityLaw const& law, double dollars) {
  if (!(dollars > 0.0)) return 0.0;
  return std::visit([dollars](auto const& l) { return l.cdf(dollars); }, law);
}

double survival(SeverityLaw const& law, double dollars) {
  if (!(dollars > 0.0)) return 1.0;
  return std::visit([dollars](auto const& l) { return l.survival(dollars); }, law);
}

double quantile(SeverityLaw const& law, double u) {
  PLIMSOLL_EXPECT(u > 0.0 && u < 1.0);
  return std::visit([u](auto const& l) { return l.from_below(u); }, law);
}

double quantile_of_survival(SeverityLaw const& law, double p) {
  PLIMSOLL_EXPECT(p > 0.0 && p < 1.0);
  return std::visit([p](auto const& l) { return l.from_above(p); }, law);
}

double limited_mean(SeverityLaw const& law, double limit) {
  PLIMSOLL_EXPECT(limit >= 0.0);
  return std::visit([limit](auto const& l) { return l.limited(1, limit); }, law);
}

double limited_second_moment(SeverityLaw const& law, double limit) {
  PLIMSOLL_EXPECT(limit >= 0.0);
  return std::visit([limit](auto const& l) { return l.limited(2, limit); }, law);
}

SeverityLaw scaled(SeverityLaw const& law, double factor) {
  PLIMSOLL_EXPECT(factor > 0.0);
  return std::visit([factor](auto const& l) -> SeverityLaw { return l.scaled(factor); }, law);
}

SeverityLaw sum_of(SeverityLaw const& law, double n) {
  PLIMSOLL_EXPECT(n >= 1.0);
  if (n == 1.0) return law;
  return std::visit([n](auto const& l) { return sum_of_n(l, n); }, law);
}

bool has_sums(SeverityLaw const& law) {
  return std::holds_alternative<LognormalSeverity>(law) || std::holds_alternative<GammaSeverity>(law) ||
         std::holds_alternative<InverseGaussianSeverity>(law);
}

std::string_view family_of(SeverityLaw const& law) {
  return std::visit([](auto const& l) { return l.clause.kind; }, law);
}

std::vector<double> parameters(SeverityLaw const& law) {
  std::vector<double> numbers;
  std::visit(
      [&]<class Law>(Law const& l) {
        for_each_field<Law>([&](auto const& field) { append(numbers, l.*field.at); });
      },
      law);
  return numbers;
}

std::string_view fault_of(SeverityLaw const& law) {
  if (auto const* points = std::get_if<EmpiricalGpdSeverity>(&law))
    if (std::string_view const fault = points->fault(); !fault.empty()) return fault;
  if (!std::isfinite(mean(law))) return "the mean is infinite: the tail index must be above 1";
  return {};
}

}  // namespace plimsoll
