#include "plimsoll/models/cost/severity_law.hpp"

#include <fmt/format.h>

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

double mean_of(LognormalSeverity const& law) {
  return std::exp(law.mu + 0.5 * law.sigma * law.sigma);
}
double mean_of(GammaSeverity const& law) {
  return law.shape * law.scale;
}
double mean_of(LognormalParetoSeverity const& law) {
  return limited_mean(law, std::numeric_limits<double>::infinity());
}

double variance_of(LognormalSeverity const& law) {
  double const m = mean_of(law);
  return m * m * std::expm1(law.sigma * law.sigma);
}
double variance_of(GammaSeverity const& law) {
  return law.shape * law.scale * law.scale;
}
double variance_of(LognormalParetoSeverity const& law) {
  double const m = mean_of(law);
  return limited_second_moment(law, std::numeric_limits<double>::infinity()) - m * m;
}

double log_density_of(LognormalSeverity const& law, double x) {
  double const z = (std::log(x) - law.mu) / law.sigma;
  return -0.5 * z * z - std::log(x * law.sigma) - 0.5 * std::log(2.0 * std::numbers::pi);
}
double log_density_of(GammaSeverity const& law, double x) {
  return (law.shape - 1.0) * std::log(x) - x / law.scale - law.shape * std::log(law.scale) -
         boost::math::lgamma(law.shape);
}
double log_density_of(LognormalParetoSeverity const& law, double x) {
  if (x <= law.threshold) return log_density_of(law.body(), x);
  return std::log(survival(law, x)) + std::log(law.index / x);
}

double cdf_of(LognormalSeverity const& law, double x) {
  return 0.5 * std::erfc((law.mu - std::log(x)) / (law.sigma * std::numbers::sqrt2));
}
double cdf_of(GammaSeverity const& law, double x) {
  return boost::math::gamma_p(law.shape, x / law.scale);
}
double cdf_of(LognormalParetoSeverity const& law, double x) {
  return x <= law.threshold ? cdf_of(law.body(), x) : 1.0 - survival(law, x);
}

SeverityLaw scaled_of(LognormalSeverity law, double factor) {
  law.mu += std::log(factor);
  return law;
}
SeverityLaw scaled_of(GammaSeverity law, double factor) {
  law.scale *= factor;
  return law;
}
SeverityLaw scaled_of(LognormalParetoSeverity law, double factor) {
  law.mu += std::log(factor);
  law.threshold *= factor;
  return law;
}

SeverityLaw sum_of_n(LognormalSeverity const& law, double n) {
  double const square = std::log1p(std::expm1(law.sigma * law.sigma) / n);
  return LognormalSeverity{law.mu + std::log(n) + 0.5 * (law.sigma * law.sigma - square), std::sqrt(square)};
}
SeverityLaw sum_of_n(GammaSeverity law, double n) {
  law.shape *= n;
  return law;
}
SeverityLaw sum_of_n(LognormalParetoSeverity const& law, double n) {
  throw ModelError(fmt::format(
      "a sum of {} {} amounts is no law of a family known here: its body is no lognormal and its tail no "
      "Pareto; fit the lognormal or the gamma",
      n, law.clause.kind));
}

}  // namespace

double mean(SeverityLaw const& law) {
  return std::visit([](auto const& l) { return mean_of(l); }, law);
}

double variance(SeverityLaw const& law) {
  return std::visit([](auto const& l) { return variance_of(l); }, law);
}

double log_density(SeverityLaw const& law, double dollars) {
  if (!(dollars > 0.0)) return -std::numeric_limits<double>::infinity();
  return std::visit([dollars](auto const& l) { return log_density_of(l, dollars); }, law);
}

double cdf(SeverityLaw const& law, double dollars) {
  if (!(dollars > 0.0)) return 0.0;
  return std::visit([dollars](auto const& l) { return cdf_of(l, dollars); }, law);
}

SeverityLaw scaled(SeverityLaw const& law, double factor) {
  PLIMSOLL_EXPECT(factor > 0.0);
  return std::visit([factor](auto const& l) { return scaled_of(l, factor); }, law);
}

SeverityLaw sum_of(SeverityLaw const& law, double n) {
  PLIMSOLL_EXPECT(n >= 1.0);
  if (n == 1.0) return law;
  return std::visit([n](auto const& l) { return sum_of_n(l, n); }, law);
}

std::string_view family_of(SeverityLaw const& law) {
  return std::visit([](auto const& l) { return l.clause.kind; }, law);
}

}  // namespace plimsoll
