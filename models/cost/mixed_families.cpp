#include "plimsoll/models/cost/mixed_families.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "infinity.hpp"
#include "solve_log_amount.hpp"

namespace plimsoll {
namespace {

double blend(LognormalMixtureSeverity const& law, double first, double second) {
  return (1.0 - law.weight) * first + law.weight * second;
}

/// Piece of the body an amount or a chance lies in, by its upper end.
std::size_t piece_of(std::vector<double> const& points, double value) {
  auto const above = std::upper_bound(points.begin(), points.end(), value);
  return std::clamp<std::size_t>(static_cast<std::size_t>(above - points.begin()), 1, points.size() - 1);
}

/// E[X^k] of an amount spread evenly over [low, high].
double even_moment(double low, double high, int k) {
  return k == 1 ? 0.5 * (low + high) : (low * low + low * high + high * high) / 3.0;
}

}  // namespace

double LognormalMixtureSeverity::mean() const {
  return blend(*this, first().mean(), second().mean());
}
double LognormalMixtureSeverity::variance() const {
  double const apart = first().mean() - second().mean();
  return blend(*this, first().variance(), second().variance()) + weight * (1.0 - weight) * apart * apart;
}
double LognormalMixtureSeverity::log_kernel(double x) const {
  double const log_x = std::log(x);
  double const a = (log_x - mu) / sigma, b = (log_x - second_mu) / second_sigma;
  double const sum =
      (1.0 - weight) / sigma * std::exp(-0.5 * a * a) + weight / second_sigma * std::exp(-0.5 * b * b);
  if (sum > 0.0) return std::log(sum) - log_x - 0.5 * std::log(2.0 * std::numbers::pi);
  // Both have underflowed: the wider one is all there is.
  double const wider = std::max(std::log1p(-weight) - std::log(sigma) - 0.5 * a * a,
                                std::log(weight) - std::log(second_sigma) - 0.5 * b * b);
  return wider - log_x - 0.5 * std::log(2.0 * std::numbers::pi);
}
double LognormalMixtureSeverity::cdf(double x) const {
  return blend(*this, first().cdf(x), second().cdf(x));
}
double LognormalMixtureSeverity::survival(double x) const {
  return blend(*this, first().survival(x), second().survival(x));
}
double LognormalMixtureSeverity::from_below(double u) const {
  if (u > 0.5) return from_above(1.0 - u);
  return solve_log_amount([&](double x) { return std::log(cdf(x) / u); }, std::exp(mu));
}
double LognormalMixtureSeverity::from_above(double p) const {
  if (p > 0.5) return from_below(1.0 - p);
  return solve_log_amount([&](double x) { return std::log(p / survival(x)); }, std::exp(mu));
}
double LognormalMixtureSeverity::limited(int k, double limit) const {
  return blend(*this, first().limited(k, limit), second().limited(k, limit));
}
LognormalMixtureSeverity LognormalMixtureSeverity::scaled(double factor) const {
  return {mu + std::log(factor), sigma, weight, second_mu + std::log(factor), second_sigma};
}

double EmpiricalGpdSeverity::mean() const {
  return limited(1, infinity);
}
double EmpiricalGpdSeverity::variance() const {
  double const m = mean();
  return limited(2, infinity) - m * m;
}
double EmpiricalGpdSeverity::log_kernel(double x) const {
  if (x >= amounts.back()) return std::log1p(-chances.back()) + tail().log_constant() + tail().log_kernel(x);
  if (x < amounts.front()) return -infinity;
  std::size_t const i = piece_of(amounts, x);
  return std::log((chances[i] - chances[i - 1]) / (amounts[i] - amounts[i - 1]));
}
double EmpiricalGpdSeverity::cdf(double x) const {
  if (x >= amounts.back()) return 1.0 - survival(x);
  if (x <= amounts.front()) return 0.0;
  std::size_t const i = piece_of(amounts, x);
  double const along = (x - amounts[i - 1]) / (amounts[i] - amounts[i - 1]);
  return chances[i - 1] + along * (chances[i] - chances[i - 1]);
}
double EmpiricalGpdSeverity::survival(double x) const {
  return x >= amounts.back() ? (1.0 - chances.back()) * tail().survival(x) : 1.0 - cdf(x);
}
double EmpiricalGpdSeverity::from_below(double u) const {
  if (u > chances.back()) return from_above(1.0 - u);
  std::size_t const i = piece_of(chances, u);
  double const along = (u - chances[i - 1]) / (chances[i] - chances[i - 1]);
  return amounts[i - 1] + along * (amounts[i] - amounts[i - 1]);
}
double EmpiricalGpdSeverity::from_above(double p) const {
  double const beyond = 1.0 - chances.back();
  return p < beyond ? tail().from_above(p / beyond) : from_below(1.0 - p);
}
double EmpiricalGpdSeverity::limited(int k, double limit) const {
  double below = 0.0, chance = 0.0;
  for (std::size_t i = 1; i < amounts.size() && amounts[i - 1] < limit; ++i) {
    double const until = std::min(limit, amounts[i]);
    double const part =
        (chances[i] - chances[i - 1]) * (until - amounts[i - 1]) / (amounts[i] - amounts[i - 1]);
    below += part * even_moment(amounts[i - 1], until, k);
    chance += part;
  }
  if (limit <= amounts.back()) return below + (1.0 - chance) * std::pow(limit, k);
  return below + (1.0 - chances.back()) * tail().limited(k, limit);
}
EmpiricalGpdSeverity EmpiricalGpdSeverity::scaled(double factor) const {
  EmpiricalGpdSeverity law = *this;
  for (double& amount : law.amounts) amount *= factor;
  law.scale *= factor;
  return law;
}
std::string_view EmpiricalGpdSeverity::fault() const {
  if (amounts.size() < 2 || amounts.size() != chances.size())
    return "amounts and chances must be lists of the same length, two points or more";
  for (std::size_t i = 1; i < amounts.size(); ++i)
    if (!(amounts[i] > amounts[i - 1]) || !(chances[i] > chances[i - 1]))
      return "amounts and chances must rise from point to point";
  if (chances.front() != 0.0 || chances.back() >= 1.0)
    return "chances must start at 0 and end below 1, which leaves the tail its part";
  return {};
}

}  // namespace plimsoll
