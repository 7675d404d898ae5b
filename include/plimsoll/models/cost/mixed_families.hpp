#pragma once

#include <string_view>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/severity_families.hpp"
#include "plimsoll/models/cost/tail_families.hpp"

namespace plimsoll {

// Families of amounts put together of several parts. Members as in severity_families.hpp.

/// Lognormal amounts of two kinds: the second with chance `weight`.
struct LognormalMixtureSeverity {
  double mu = 0.0;
  double sigma = 1.0;
  double weight = 0.5;
  double second_mu = 1.0;
  double second_sigma = 1.0;
  LognormalSeverity first() const { return {mu, sigma}; }
  LognormalSeverity second() const { return {second_mu, second_sigma}; }
  double mean() const;
  double variance() const;
  double log_constant() const { return 0.0; }
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  LognormalMixtureSeverity scaled(double factor) const;
  static constexpr Clause clause{"lognormal_mixture", "Two lognormals: everyday care and the rest.",
                                 "McLachlan and Peel 2000"};
  static constexpr auto fields =
      field_table(required("mu", &LognormalMixtureSeverity::mu, Unit::none, any_number,
                           "mean of the logarithm, first kind"),
                  required("sigma", &LognormalMixtureSeverity::sigma, Unit::none, Range{1e-9, 10.0},
                           "standard deviation of the logarithm, first kind"),
                  required("weight", &LognormalMixtureSeverity::weight, Unit::fraction, unit_interval,
                           "chance of the second kind"),
                  required("second_mu", &LognormalMixtureSeverity::second_mu, Unit::none, any_number,
                           "mean of the logarithm, second kind"),
                  required("second_sigma", &LognormalMixtureSeverity::second_sigma, Unit::none,
                           Range{1e-9, 10.0}, "standard deviation of the logarithm, second kind"));
  friend bool operator==(LognormalMixtureSeverity const&, LognormalMixtureSeverity const&) = default;
};

/// The data's own distribution up to the last of `amounts`, straight between the points, and a generalised
/// Pareto above. Infinite variance for shape >= 1/2.
struct EmpiricalGpdSeverity {
  std::vector<double> amounts;  ///< dollars, rising
  std::vector<double> chances;  ///< P(X <= amount), rising from 0 to below 1
  double scale = 1.0;
  double shape = 0.0;
  GpdSeverity tail() const { return {amounts.back(), scale, shape}; }
  double mean() const;
  double variance() const;
  double log_constant() const { return 0.0; }
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  EmpiricalGpdSeverity scaled(double factor) const;
  /// What is wrong with the points; empty for none.
  std::string_view fault() const;
  static constexpr Clause clause{"empirical_gpd", "Points of the data's own distribution with a fitted tail.",
                                 "McNeil, Frey and Embrechts, Quantitative Risk Management, 5.2"};
  static constexpr auto fields = field_table(
      required("amounts", &EmpiricalGpdSeverity::amounts, Unit::dollars, not_negative,
               "points of the body, rising; the tail starts at the last"),
      required("chances", &EmpiricalGpdSeverity::chances, Unit::fraction, unit_interval,
               "chance of an amount up to each point, from 0 at the first to below 1 at the last"),
      required("scale", &EmpiricalGpdSeverity::scale, Unit::dollars, Range{1e-9},
               "scale of the tail's excess"),
      required("shape", &EmpiricalGpdSeverity::shape, Unit::none, Range{-5.0, 0.99},
               "1 / tail index; from 0.5 on the variance is infinite"));
  friend bool operator==(EmpiricalGpdSeverity const&, EmpiricalGpdSeverity const&) = default;
};

}  // namespace plimsoll
