#include "amount_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using Point = AmountSearch::Point;

double const log_least_sigma = std::log(1e-3), log_most_sigma = std::log(10.0);

/// Bounds of a search: a logarithm of dollars may lie 40 from the data's, a shape between e^-9 and e^9.
constexpr double dollars_reach = 40.0, shape_reach = 9.0;

AmountSearch lognormal(AmountMoments const& m) {
  return {[](Point const& at) {
            return LognormalSeverity{at[0], std::exp(at[1])};
          },
          {{m.log_mean, std::log(m.log_deviation)}},
          {m.log_mean - dollars_reach, log_least_sigma},
          {m.log_mean + dollars_reach, log_most_sigma}};
}

AmountSearch gamma(AmountMoments const& m) {
  // ln(mean) − mean(ln) ≈ 1 / (2 shape): a start that is close for any shape.
  double const shape = std::clamp(0.5 / std::max(std::log(m.mean) - m.log_mean, 1e-9), 1e-3, 1e6);
  return {[](Point const& at) {
            return GammaSeverity{std::exp(at[0]), std::exp(at[1])};
          },
          {{std::log(shape), std::log(m.mean / shape)}},
          {-25.0, m.log_mean - dollars_reach},
          {18.0, m.log_mean + dollars_reach}};
}

// The logarithm of a Weibull amount has deviation pi / (sqrt(6) shape), of a log-logistic pi / (sqrt(3)
// shape).
AmountSearch weibull(AmountMoments const& m) {
  double const shape = 1.2825 / m.log_deviation;
  return {[](Point const& at) {
            return WeibullSeverity{std::exp(at[0]), std::exp(at[1])};
          },
          {{std::log(shape), m.log_mean + 0.5772 / shape}},
          {std::log(0.02), m.log_mean - dollars_reach},
          {shape_reach, m.log_mean + dollars_reach}};
}

// By the shape and the rate its tail falls with, shape / mean²: above a threshold the data may tell the rate
// alone.
AmountSearch inverse_gaussian(AmountMoments const& m) {
  double const shape = 1.0 / std::max(m.mean_inverse - 1.0 / m.mean, 1e-6 / m.mean);
  return {[](Point const& at) {
            return InverseGaussianSeverity{std::exp(0.5 * (at[1] - at[0])), std::exp(at[1])};
          },
          {{std::log(shape / (m.mean * m.mean)), std::log(shape)}},
          {-m.log_mean - dollars_reach, m.log_mean - 20.0},
          {-m.log_mean + dollars_reach, m.log_mean + dollars_reach}};
}

AmountSearch pareto(AmountMoments const& m, double threshold) {
  double const index = 1.0 / std::max(m.log_mean - std::log(threshold), 1e-6);
  return {[threshold](Point const& at) {
            return ParetoSeverity{threshold, std::exp(at[0])};
          },
          {{std::log(index)}},
          {-shape_reach},
          {shape_reach}};
}

AmountSearch lomax(AmountMoments const& m) {
  return {
      [](Point const& at) {
        return LomaxSeverity{std::exp(at[0]), std::exp(at[1])};
      },
      {{std::log(1.5 * m.mean), std::log(2.5)}, {m.log_mean, 0.0}, {std::log(9.0 * m.mean), std::log(10.0)}},
      {m.log_mean - dollars_reach, -shape_reach},
      {m.log_mean + dollars_reach, shape_reach}};
}

AmountSearch gpd(AmountMoments const& m, double threshold) {
  double const excess = std::log(m.mean - threshold);
  return {[threshold](Point const& at) {
            return GpdSeverity{threshold, std::exp(at[0]), at[1]};
          },
          {{excess - 0.3, 0.3}, {excess, 0.01}, {excess - 1.0, 0.9}},
          {excess - dollars_reach, -0.95},
          {excess + dollars_reach, 5.0}};
}

AmountSearch burr(AmountMoments const& m) {
  double const shape = std::log(1.8138 / m.log_deviation);
  return {
      [](Point const& at) {
        return BurrSeverity{std::exp(at[0]), std::exp(at[1]), std::exp(at[2])};
      },
      {{m.log_mean, shape, 0.0}, {m.log_mean + 1.5, shape - 0.3, 1.2}, {m.log_mean - 0.7, shape + 0.5, -0.7}},
      {m.log_mean - dollars_reach, std::log(0.02), -shape_reach},
      {m.log_mean + dollars_reach, shape_reach, shape_reach}};
}

// By its two tail indices ap and aq, which the data tell apart better than p and q.
AmountSearch gb2(AmountMoments const& m) {
  double const shape = std::log(1.8138 / m.log_deviation);
  return {[](Point const& at) {
            return Gb2Severity{std::exp(at[0]), std::exp(at[1]), std::exp(at[2] - at[1]),
                               std::exp(at[3] - at[1])};
          },
          {{m.log_mean, shape, shape, shape},
           {m.log_mean + 1.0, shape, shape - 0.2, shape + 0.8},
           {m.log_mean, shape - 0.7, shape + 0.3, shape + 0.3},
           {m.log_mean, shape + 0.7, shape - 0.2, shape - 0.2}},
          {m.log_mean - dollars_reach, -4.0, -shape_reach, -shape_reach},
          {m.log_mean + dollars_reach, 5.0, shape_reach, shape_reach}};
}

// The index above a threshold by Hill (1975): one over the mean excess of the logarithm.
AmountSearch smooth_lognormal_pareto(AmountMoments const& m) {
  AmountSearch search{
      [](Point const& at) {
        return SmoothLognormalParetoSeverity{at[0], std::exp(at[1]), std::exp(at[2]), std::exp(at[3])};
      },
      {},
      {m.log_mean - dollars_reach, log_least_sigma, std::log(m.quantile(0.02)), -shape_reach},
      {m.log_mean + dollars_reach, log_most_sigma, std::log(m.quantile(0.999)), shape_reach},
      Smoothness::kinked,
      true};
  for (double const share : {0.8, 0.92, 0.98}) {
    double const threshold = std::log(m.quantile(share));
    double const index = 1.0 / std::max(m.between(share, 1.0).mean - threshold, 0.05);
    auto const body = m.between(0.0, 2.0 * share - 1.0 > 0.7 ? share : 0.9);
    search.starts.push_back(
        {body.mean, std::log(std::max(body.deviation * 1.2, 0.01)), threshold, std::log(index)});
  }
  return search;
}

AmountSearch lognormal_mixture(AmountMoments const& m) {
  AmountSearch search{
      [](Point const& at) {
        double const weight = 1.0 / (1.0 + std::exp(-at[2]));
        if (at[0] <= at[3])
          return LognormalMixtureSeverity{at[0], std::exp(at[1]), weight, at[3], std::exp(at[4])};
        return LognormalMixtureSeverity{at[3], std::exp(at[4]), 1.0 - weight, at[0], std::exp(at[1])};
      },
      {},
      {m.log_mean - dollars_reach, std::log(0.02), -7.0, m.log_mean - dollars_reach, std::log(0.02)},
      {m.log_mean + dollars_reach, log_most_sigma, 7.0, m.log_mean + dollars_reach, log_most_sigma},
      Smoothness::smooth,
      true};
  for (double const share : {0.5, 0.8, 0.2}) {
    auto const low = m.between(0.0, share), high = m.between(share, 1.0);
    search.starts.push_back({low.mean, std::log(std::max(1.3 * low.deviation, 0.05)),
                             std::log((1.0 - share) / share), high.mean,
                             std::log(std::max(1.3 * high.deviation, 0.05))});
  }
  // One middle, a narrow and a wide part.
  search.starts.push_back({m.log_mean - 0.01, std::log(0.6 * m.log_deviation), -0.7, m.log_mean + 0.01,
                           std::log(1.5 * m.log_deviation)});
  return search;
}

double threshold_of(AmountSample const& sample, SeverityFamily family, std::string const& what) {
  if (sample.threshold > 0.0) return sample.threshold;
  throw ModelError(
      fmt::format("{}: {} is a law of amounts above a threshold, and these were reported from 0 on", what,
                  name_in_study(family)));
}

}  // namespace

AmountSearch search_of(SeverityFamily family, AmountSample const& sample, std::string const& what) {
  AmountMoments const m = moments_of(sample);
  if (!(m.log_deviation > 1e-6)) throw ModelError(what + ": all amounts are equal, a law cannot be fitted");
  switch (family) {
    case SeverityFamily::lognormal: return lognormal(m);
    case SeverityFamily::gamma: return gamma(m);
    case SeverityFamily::weibull: return weibull(m);
    case SeverityFamily::inverse_gaussian: return inverse_gaussian(m);
    case SeverityFamily::pareto: return pareto(m, threshold_of(sample, family, what));
    case SeverityFamily::lomax: return lomax(m);
    case SeverityFamily::gpd: return gpd(m, threshold_of(sample, family, what));
    case SeverityFamily::burr: return burr(m);
    case SeverityFamily::gb2: return gb2(m);
    case SeverityFamily::smooth_lognormal_pareto: return smooth_lognormal_pareto(m);
    case SeverityFamily::lognormal_mixture: return lognormal_mixture(m);
    case SeverityFamily::empirical_gpd: break;
  }
  throw BrokenPromise("the empirical body is not searched for");
}

}  // namespace plimsoll
