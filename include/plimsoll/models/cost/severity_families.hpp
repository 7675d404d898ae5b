#pragma once

#include "plimsoll/core/field.hpp"

namespace plimsoll {

// Families of amounts, each with the same members; severity_law.hpp makes one type of them and says what they
// give. The logarithm of a density is its constant, which holds what depends on the parameters alone, plus a
// kernel: a likelihood works the constant out once. Here those of one formula over all amounts.

/// Dollars whose logarithm is normal with mean mu and standard deviation sigma.
struct LognormalSeverity {
  double mu = 0.0;
  double sigma = 1.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  LognormalSeverity scaled(double factor) const;
  static constexpr Clause clause{"lognormal", "The logarithm of the amount is normal.", ""};
  static constexpr auto fields = field_table(
      required("mu", &LognormalSeverity::mu, Unit::none, any_number, "mean of the logarithm of dollars"),
      required("sigma", &LognormalSeverity::sigma, Unit::none, Range{1e-9, 10.0},
               "standard deviation of the logarithm"));
  friend bool operator==(LognormalSeverity const&, LognormalSeverity const&) = default;
};

/// Gamma dollars: mean shape · scale, variance shape · scale².
struct GammaSeverity {
  double shape = 1.0;
  double scale = 1.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  GammaSeverity scaled(double factor) const;
  static constexpr Clause clause{"gamma", "Gamma distributed amounts: lighter tail than the lognormal.", ""};
  static constexpr auto fields =
      field_table(required("shape", &GammaSeverity::shape, Unit::none, Range{1e-9}, "shape of the law"),
                  required("scale", &GammaSeverity::scale, Unit::dollars, Range{1e-9}, "scale of the law"));
  friend bool operator==(GammaSeverity const&, GammaSeverity const&) = default;
};

/// P(X > x) = exp(-(x / scale)^shape).
struct WeibullSeverity {
  double shape = 1.0;
  double scale = 1.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  WeibullSeverity scaled(double factor) const;
  static constexpr Clause clause{
      "weibull", "A power of the amount is exponential: below shape 1 heavier in the tail than the gamma.",
      "Weibull 1951"};
  static constexpr auto fields =
      field_table(required("shape", &WeibullSeverity::shape, Unit::none, Range{0.05}, "power of the amount"),
                  required("scale", &WeibullSeverity::scale, Unit::dollars, Range{1e-9},
                           "amount exceeded with chance 1/e"));
  friend bool operator==(WeibullSeverity const&, WeibullSeverity const&) = default;
};

/// Inverse Gaussian dollars: mean mu, variance mu³ / shape.
struct InverseGaussianSeverity {
  double mu = 1.0;
  double shape = 1.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  InverseGaussianSeverity scaled(double factor) const;
  static constexpr Clause clause{"inverse_gaussian",
                                 "First passage time of a Brownian motion: skewed, with an exponential tail.",
                                 "Chhikara and Folks 1989"};
  static constexpr auto fields =
      field_table(required("mean", &InverseGaussianSeverity::mu, Unit::dollars, Range{1e-9}, "mean amount"),
                  required("shape", &InverseGaussianSeverity::shape, Unit::dollars, Range{1e-9},
                           "the variance is the cube of the mean over shape"));
  friend bool operator==(InverseGaussianSeverity const&, InverseGaussianSeverity const&) = default;
};

}  // namespace plimsoll
