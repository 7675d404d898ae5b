#pragma once

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/severity_families.hpp"

namespace plimsoll {

// Lognormal amounts with a Pareto tail. Members as in severity_families.hpp.

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
  double mean() const;
  double variance() const;
  double log_constant() const { return 0.0; }
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  LognormalParetoSeverity scaled(double factor) const;
  static constexpr Clause clause{
      "lognormal_pareto", "Lognormal amounts whose largest follow a Pareto law: rare, very large claims.",
      "Klugman, Panjer and Willmot, Loss Models, spliced distributions"};
  static constexpr auto fields = field_table(
      required("mu", &LognormalParetoSeverity::mu, Unit::none, any_number,
               "mean of the logarithm of dollars, of the lognormal"),
      required("sigma", &LognormalParetoSeverity::sigma, Unit::none, Range{1e-9, 10.0},
               "standard deviation of the logarithm, of the lognormal"),
      required("threshold", &LognormalParetoSeverity::threshold, Unit::dollars, Range{1e-9},
               "amount the Pareto starts at"),
      required("index", &LognormalParetoSeverity::index, Unit::none, Range{1.01},
               "tail index: P(X > x) falls as x to the power -index; at 2 or less the variance is "
               "infinite"));
  friend bool operator==(LognormalParetoSeverity const&, LognormalParetoSeverity const&) = default;
};

/// Lognormal up to the threshold and Pareto above, weighted so that the density does not jump: the share
/// below is index · sigma · Φ(z) / (φ(z) + index · sigma · Φ(z)), z = (ln threshold - mu) / sigma. The
/// variance is infinite for an index of 2 or less.
struct SmoothLognormalParetoSeverity {
  double mu = 0.0;
  double sigma = 1.0;
  double threshold = 1.0;
  double index = 3.0;
  LognormalSeverity body() const { return {mu, sigma}; }
  double score() const;         ///< z
  double body_factor() const;   ///< of the lognormal's density below the threshold
  double chance_above() const;  ///< P(X > threshold)
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  SmoothLognormalParetoSeverity scaled(double factor) const;
  static constexpr Clause clause{"smooth_lognormal_pareto",
                                 "Lognormal body and Pareto tail joined with a continuous density.",
                                 "Scollnik 2007"};
  static constexpr auto fields =
      field_table(required("mu", &SmoothLognormalParetoSeverity::mu, Unit::none, any_number,
                           "mean of the logarithm of dollars, of the lognormal before it is cut"),
                  required("sigma", &SmoothLognormalParetoSeverity::sigma, Unit::none, Range{1e-9, 10.0},
                           "standard deviation of the logarithm, of the lognormal before it is cut"),
                  required("threshold", &SmoothLognormalParetoSeverity::threshold, Unit::dollars, Range{1e-9},
                           "amount the Pareto starts at"),
                  required("index", &SmoothLognormalParetoSeverity::index, Unit::none, Range{1.01},
                           "tail index; at 2 or less the variance is infinite"));
  friend bool operator==(SmoothLognormalParetoSeverity const&,
                         SmoothLognormalParetoSeverity const&) = default;
};

}  // namespace plimsoll
