#pragma once

#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "plimsoll/models/cost/amount_fit.hpp"

namespace plimsoll::test {

using Engine = std::mt19937_64;

/// A law of amounts drawn by other means than our own: the standard library's samplers, ratios of gammas
/// (GB2, Burr), Michael, Schucany and Haas (1976, inverse Gaussian), rejection (splice).
struct AmountCase {
  std::string name;
  SeverityFamily family;
  SeverityLaw truth;
  std::function<double(Engine&)> draw;
  double truncation = 0.0;  ///< reported above only
  double limit = 1e300;     ///< known up to here only
  double grouped = 0.0;     ///< known to lie between two powers of this only; 0 for exact amounts
  int size = 5'000;
};

inline double uniform(Engine& engine) {
  return std::uniform_real_distribution<>(1e-16, 1.0)(engine);
}
inline double normal(Engine& engine) {
  return std::normal_distribution<>()(engine);
}

inline double draw_of(Engine& engine, LognormalSeverity const& law) {
  return std::exp(law.mu + law.sigma * normal(engine));
}
inline double draw_of(Engine& engine, GammaSeverity const& law) {
  return std::gamma_distribution<>(law.shape, law.scale)(engine);
}
inline double draw_of(Engine& engine, WeibullSeverity const& law) {
  return std::weibull_distribution<>(law.shape, law.scale)(engine);
}
inline double draw_of(Engine& engine, InverseGaussianSeverity const& law) {
  double const z = normal(engine), y = z * z, ratio = law.mu * y / (2.0 * law.shape);
  double const x = law.mu * (1.0 + ratio - std::sqrt(ratio * (2.0 + ratio)));
  return uniform(engine) <= law.mu / (law.mu + x) ? x : law.mu * law.mu / x;
}
inline double draw_of(Engine& engine, ParetoSeverity const& law) {
  return law.threshold * std::pow(uniform(engine), -1.0 / law.index);
}
inline double draw_of(Engine& engine, LomaxSeverity const& law) {
  // An exponential whose rate is gamma.
  return std::exponential_distribution<>(std::gamma_distribution<>(law.index, 1.0 / law.scale)(engine))(
      engine);
}
inline double draw_of(Engine& engine, GpdSeverity const& law) {
  return law.threshold + law.scale * (std::pow(uniform(engine), -law.shape) - 1.0) / law.shape;
}
inline double draw_of(Engine& engine, Gb2Severity const& law) {
  double const above = std::gamma_distribution<>(law.p, 1.0)(engine);
  return law.scale * std::pow(above / std::gamma_distribution<>(law.q, 1.0)(engine), 1.0 / law.a);
}
inline double draw_of(Engine& engine, BurrSeverity const& law) {
  return draw_of(engine, Gb2Severity{law.scale, law.shape, 1.0, law.index});
}
inline double draw_of(Engine& engine, SmoothLognormalParetoSeverity const& law) {
  // The share below from equal densities on both sides of the threshold (Scollnik 2007).
  double const z = (std::log(law.threshold) - law.mu) / law.sigma,
               below = 0.5 * std::erfc(-z / std::sqrt(2.0));
  double const body_at = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::acos(-1.0)) / law.sigma / below;
  if (uniform(engine) > law.index / (law.index + body_at))
    return law.threshold * std::pow(uniform(engine), -1.0 / law.index);
  for (;;)
    if (double const x = draw_of(engine, law.body()); x <= law.threshold) return x;
}
inline double draw_of(Engine& engine, LognormalMixtureSeverity const& law) {
  return draw_of(engine, uniform(engine) < law.weight ? law.second() : law.first());
}

template <class Law>
AmountCase whole(SeverityFamily family, Law const& law, int size = 5'000) {
  return {std::string(family_of(law)),
          family,
          law,
          [law](Engine& engine) { return draw_of(engine, law); },
          0.0,
          1e300,
          0.0,
          size};
}
template <class Law>
AmountCase above(SeverityFamily family, Law const& law, double truncation, double limit = 1e300,
                 int size = 5'000) {
  AmountCase made = whole(family, law, size);
  made.name += limit < 1e300 ? (truncation > 0.0 ? ", truncated and capped" : ", capped") : ", truncated";
  made.truncation = truncation;
  made.limit = limit;
  return made;
}
template <class Law>
AmountCase between_powers(SeverityFamily family, Law const& law, double ratio) {
  AmountCase made = whole(family, law);
  made.name += ", grouped";
  made.grouped = ratio;
  return made;
}

inline ObservedAmount seen(AmountCase const& at, double amount) {
  if (amount >= at.limit) return ObservedAmount::at_least(at.limit, at.truncation);
  if (at.grouped == 0.0) return ObservedAmount::exactly(amount, at.truncation);
  double const low = std::pow(at.grouped, std::floor(std::log(amount) / std::log(at.grouped)));
  return {low, low * at.grouped, at.truncation};
}

inline std::vector<ObservedAmount> sample_of(AmountCase const& at, Engine& engine) {
  std::vector<ObservedAmount> sample;
  while (static_cast<int>(sample.size()) < at.size)
    if (double const amount = at.draw(engine); amount > at.truncation) sample.push_back(seen(at, amount));
  return sample;
}

/// Every family, as it is and as it is reported.
inline std::vector<AmountCase> amount_cases() {
  using F = SeverityFamily;
  LognormalSeverity const lognormal{7.0, 1.3};
  GammaSeverity const gamma{0.8, 4'000.0};
  WeibullSeverity const weibull{0.7, 3'000.0};
  InverseGaussianSeverity const inverse{4'000.0, 2'500.0};
  LomaxSeverity const lomax{6'000.0, 2.4};
  BurrSeverity const burr{3'000.0, 1.4, 1.8};
  Gb2Severity const gb2{3'000.0, 2.0, 0.7, 1.2};
  SmoothLognormalParetoSeverity const splice{7.5, 0.6, 4'450.0, 1.3};
  LognormalMixtureSeverity const mixture{5.5, 0.9, 0.3, 8.5, 0.8};
  constexpr int many = 20'000;
  return {whole(F::lognormal, lognormal),
          above(F::lognormal, lognormal, 500.0),
          above(F::lognormal, lognormal, 300.0, 8'000.0),
          between_powers(F::lognormal, lognormal, 1.5),
          whole(F::gamma, gamma),
          above(F::gamma, gamma, 500.0, 9'000.0),
          between_powers(F::gamma, gamma, 1.5),
          whole(F::weibull, weibull),
          above(F::weibull, weibull, 500.0, 12'000.0),
          whole(F::inverse_gaussian, inverse),
          above(F::inverse_gaussian, inverse, 600.0, 12'000.0),
          above(F::pareto, ParetoSeverity{2'000.0, 2.2}, 2'000.0),
          above(F::pareto, ParetoSeverity{2'000.0, 2.2}, 2'000.0, 9'000.0),
          whole(F::lomax, lomax),
          above(F::lomax, lomax, 800.0, 20'000.0),
          above(F::gpd, GpdSeverity{25'000.0, 20'000.0, 0.35}, 25'000.0),
          above(F::gpd, GpdSeverity{25'000.0, 20'000.0, 0.35}, 25'000.0, 150'000.0),
          whole(F::burr, burr),
          above(F::burr, burr, 500.0, 20'000.0),
          whole(F::gb2, gb2, many),
          above(F::gb2, gb2, 300.0, 60'000.0, many),
          whole(F::smooth_lognormal_pareto, splice, many),
          above(F::smooth_lognormal_pareto, splice, 500.0, 1e5, many),
          whole(F::lognormal_mixture, mixture, many),
          above(F::lognormal_mixture, mixture, 60.0, 30'000.0, many)};
}

}  // namespace plimsoll::test
