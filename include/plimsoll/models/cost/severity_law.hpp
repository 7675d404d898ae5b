#pragma once

#include <string_view>
#include <tuple>
#include <variant>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// Dollars whose logarithm is normal with mean mu and standard deviation sigma.
struct LognormalSeverity {
  double mu = 0.0;
  double sigma = 1.0;
  static constexpr Clause clause{"lognormal", "The logarithm of the amount is normal.", ""};
  static constexpr auto fields = std::tuple{
      required("mu", &LognormalSeverity::mu, Unit::none, any_number, "mean of the logarithm of dollars"),
      required("sigma", &LognormalSeverity::sigma, Unit::none, Range{1e-9, 10.0},
               "standard deviation of the logarithm")};
  friend bool operator==(LognormalSeverity const&, LognormalSeverity const&) = default;
};

/// Gamma dollars: mean shape · scale, variance shape · scale².
struct GammaSeverity {
  double shape = 1.0;
  double scale = 1.0;
  static constexpr Clause clause{"gamma", "Gamma distributed amounts: lighter tail than the lognormal.", ""};
  static constexpr auto fields =
      std::tuple{required("shape", &GammaSeverity::shape, Unit::none, Range{1e-9}, "shape of the law"),
                 required("scale", &GammaSeverity::scale, Unit::dollars, Range{1e-9}, "scale of the law")};
  friend bool operator==(GammaSeverity const&, GammaSeverity const&) = default;
};

using SeverityLaw = std::variant<LognormalSeverity, GammaSeverity>;

/// Dollars.
double mean(SeverityLaw const& law);

/// Dollars squared.
double variance(SeverityLaw const& law);

/// ln of the density at `dollars`; −infinity at and below 0.
double log_density(SeverityLaw const& law, double dollars);

/// P(X ≤ dollars).
double cdf(SeverityLaw const& law, double dollars);

/// The law of factor · X, factor > 0.
SeverityLaw scaled(SeverityLaw const& law, double factor);

/// The law of X1 + … + Xn, n ≥ 1: exact for the gamma; for the lognormal the lognormal of the same mean and
/// variance (Fenton 1960, Wilkinson), exact at n = 1.
SeverityLaw sum_of(SeverityLaw const& law, double n);

/// Name of the family as written in cost files: "lognormal", "gamma".
std::string_view family_of(SeverityLaw const& law);

}  // namespace plimsoll
