#include "plimsoll/models/cost/severity_sampler.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>
#include <utility>

#include "gamma_near_zero.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

constexpr double table_end = 8.25;
constexpr double nodes_per_unit = 64.0;

/// Logarithm of the quantile at the normal score z, and its derivative by z.
std::pair<double, double> log_quantile(boost::math::gamma_distribution<> const& unit, double z) {
  double const shape = unit.shape();
  double const below = normal_cdf(z);
  double const normal_density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
  double const log_x = log_quantile_near_zero(shape, below);
  if (log_x < log_of_smallest) return {log_x, normal_density / (shape * below)};
  // The upper half is inverted from its own tail, where 1 - u still has all its digits.
  double const x = z < 0.0 ? quantile(unit, below) : quantile(complement(unit, normal_cdf(-z)));
  return {std::log(x), normal_density / (pdf(unit, x) * x)};
}

}  // namespace

SeveritySampler::SeveritySampler(SeverityLaw const& law) {
  if (auto const* lognormal = std::get_if<LognormalSeverity>(&law)) {
    start_ = lognormal->mu;
    slope_ = lognormal->sigma;
    return;
  }
  if (auto const* spliced = std::get_if<LognormalParetoSeverity>(&law)) {
    start_ = spliced->mu;
    slope_ = spliced->sigma;
    tail_ = {survival(spliced->body(), spliced->threshold), spliced->threshold, 1.0 / spliced->index};
    return;
  }
  auto const& gamma = std::get<GammaSeverity>(law);
  start_ = std::log(gamma.scale);
  boost::math::gamma_distribution<> const unit(gamma.shape, 1.0);
  std::vector<Node> nodes;
  for (double z = -table_end; z <= table_end; z += 1.0 / nodes_per_unit) {
    auto const [value, slope] = log_quantile(unit, z);
    nodes.push_back({value, slope});
  }
  table_ = std::make_shared<std::vector<Node> const>(std::move(nodes));
}

double SeveritySampler::amount(double u, double z) const {
  if (table_) return std::exp(start_ + from_table(z));
  double const above = 1.0 - u;
  if (above >= tail_.chance) return std::min(std::exp(start_ + slope_ * z), tail_.threshold);
  return tail_.threshold * std::exp(tail_.exponent * std::log(tail_.chance / above));
}

double SeveritySampler::operator()(double u) const {
  return amount(u, normal_quantile(u));
}

void SeveritySampler::operator()(std::span<double const> u, std::span<double> dollars) const {
  normal_quantiles(u, dollars);
  if (table_ || tail_.chance > 0.0)
    for (std::size_t i = 0; i < u.size(); ++i) dollars[i] = amount(u[i], dollars[i]);
  else
    for (double& each : dollars) each = std::exp(start_ + slope_ * each);
}

double SeveritySampler::from_table(double z) const {
  std::vector<Node> const& nodes = *table_;
  double const place = (z + table_end) * nodes_per_unit;
  if (place <= 0.0) return nodes.front().value + nodes.front().slope * (z + table_end);
  auto const i = static_cast<std::size_t>(place);
  if (i + 1 >= nodes.size()) return nodes.back().value + nodes.back().slope * (z - table_end);
  double const t = place - static_cast<double>(i);
  double const h = 1.0 / nodes_per_unit;
  Node const &a = nodes[i], &b = nodes[i + 1];
  double const s = 1.0 - t;
  return s * s * ((1.0 + 2.0 * t) * a.value + t * h * a.slope) +
         t * t * ((1.0 + 2.0 * s) * b.value - s * h * b.slope);
}

}  // namespace plimsoll
