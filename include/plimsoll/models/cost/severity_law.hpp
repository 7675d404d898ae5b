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

/// Lognormal whose part above `threshold` is replaced by a Pareto that starts there:
/// P(X > x) = P(LN > x) up to the threshold, P(LN > threshold) · (threshold / x)^index above. The
/// distribution function is continuous, the density jumps. The variance is infinite for an index of 2 or
/// less.
struct LognormalParetoSeverity {
  double mu = 0.0;
  double sigma = 1.0;
  double threshold = 1.0;
  double index = 3.0;
  LognormalSeverity body() const { return {mu, sigma}; }
  static constexpr Clause clause{
      "lognormal_pareto", "Lognormal amounts whose largest follow a Pareto law: rare, very large claims.",
      "Klugman, Panjer and Willmot, Loss Models, spliced distributions"};
  static constexpr auto fields =
      std::tuple{required("mu", &LognormalParetoSeverity::mu, Unit::none, any_number,
                          "mean of the logarithm of dollars, of the lognormal"),
                 required("sigma", &LognormalParetoSeverity::sigma, Unit::none, Range{1e-9, 10.0},
                          "standard deviation of the logarithm, of the lognormal"),
                 required("threshold", &LognormalParetoSeverity::threshold, Unit::dollars, Range{1e-9},
                          "amount the Pareto starts at"),
                 required("index", &LognormalParetoSeverity::index, Unit::none, Range{1.01},
                          "tail index: P(X > x) falls as x to the power -index; at 2 or less the variance is "
                          "infinite")};
  friend bool operator==(LognormalParetoSeverity const&, LognormalParetoSeverity const&) = default;
};

using SeverityLaw = std::variant<LognormalSeverity, GammaSeverity, LognormalParetoSeverity>;

/// Dollars.
double mean(SeverityLaw const& law);

/// Dollars squared; infinite for a Pareto tail of index 2 or less.
double variance(SeverityLaw const& law);

/// ln of the density at `dollars`; −infinity at and below 0.
double log_density(SeverityLaw const& law, double dollars);

/// P(X ≤ dollars).
double cdf(SeverityLaw const& law, double dollars);

/// P(X > dollars), with all its digits in the far tail.
double survival(SeverityLaw const& law, double dollars);

/// Dollars x with P(X ≤ x) = u, 0 < u < 1.
double quantile(SeverityLaw const& law, double u);

/// Dollars x with P(X > x) = p, 0 < p < 1, to full precision for p down to 1e-300; infinite only where no
/// double holds the amount.
double quantile_of_survival(SeverityLaw const& law, double p);

/// E[min(X, limit)], dollars; limit ≥ 0, infinity gives the mean.
double limited_mean(SeverityLaw const& law, double limit);

/// E[min(X, limit)²], dollars squared; limit ≥ 0, infinity gives the second moment, which may be infinite.
double limited_second_moment(SeverityLaw const& law, double limit);

/// The law of factor · X, factor > 0.
SeverityLaw scaled(SeverityLaw const& law, double factor);

/// The law of X1 + … + Xn, n ≥ 1: exact for the gamma; for the lognormal the lognormal of the same mean and
/// variance (Fenton 1960, Wilkinson), exact at n = 1. No law with a Pareto tail stands for such a sum:
/// ModelError for n > 1. Only the fit needs it, and the fit does not try that family.
SeverityLaw sum_of(SeverityLaw const& law, double n);

/// Name of the family as written in cost files: "lognormal", "gamma", "lognormal_pareto".
std::string_view family_of(SeverityLaw const& law);

}  // namespace plimsoll
