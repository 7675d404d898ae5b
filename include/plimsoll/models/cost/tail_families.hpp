#pragma once

#include "plimsoll/core/field.hpp"

namespace plimsoll {

// Families of amounts whose tail is a power of the amount, P(X > x) ~ x^-index: moments from `index` on are
// infinite. Members as in severity_families.hpp.

/// P(X > x) = (threshold / x)^index from the threshold on (Pareto I). Infinite variance for index <= 2.
struct ParetoSeverity {
  double threshold = 1.0;
  double index = 3.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  ParetoSeverity scaled(double factor) const;
  static constexpr Clause clause{"pareto", "Pareto I: no amount below the threshold, a power law above it.",
                                 "Klugman, Panjer and Willmot, Loss Models, appendix A"};
  static constexpr auto fields = field_table(
      required("threshold", &ParetoSeverity::threshold, Unit::dollars, Range{1e-9}, "smallest amount"),
      required("index", &ParetoSeverity::index, Unit::none, Range{1.01},
               "tail index; at 2 or less the variance is infinite"));
  friend bool operator==(ParetoSeverity const&, ParetoSeverity const&) = default;
};

/// P(X > x) = (1 + x / scale)^-index (Pareto II). Infinite variance for index <= 2.
struct LomaxSeverity {
  double scale = 1.0;
  double index = 3.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  LomaxSeverity scaled(double factor) const;
  static constexpr Clause clause{"lomax", "Pareto II: a power law from zero on.", "Lomax 1954"};
  static constexpr auto fields =
      field_table(required("scale", &LomaxSeverity::scale, Unit::dollars, Range{1e-9}, "scale of the law"),
                  required("index", &LomaxSeverity::index, Unit::none, Range{1.01},
                           "tail index; at 2 or less the variance is infinite"));
  friend bool operator==(LomaxSeverity const&, LomaxSeverity const&) = default;
};

/// Amounts above a threshold, generalised Pareto: P(X > x) = (1 + shape (x - threshold) / scale)^(-1/shape),
/// exponential at shape 0, bounded below it. Tail index 1 / shape; infinite variance for shape >= 1/2.
struct GpdSeverity {
  double threshold = 0.0;
  double scale = 1.0;
  double shape = 0.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  GpdSeverity scaled(double factor) const;
  static constexpr Clause clause{"gpd", "Generalised Pareto above a threshold: what far tails look like.",
                                 "Pickands 1975"};
  static constexpr auto fields = field_table(
      required("threshold", &GpdSeverity::threshold, Unit::dollars, not_negative, "smallest amount"),
      required("scale", &GpdSeverity::scale, Unit::dollars, Range{1e-9}, "scale of the excess"),
      required("shape", &GpdSeverity::shape, Unit::none, Range{-5.0, 0.99},
               "1 / tail index; from 0.5 on the variance is infinite, below 0 the amount is bounded"));
  friend bool operator==(GpdSeverity const&, GpdSeverity const&) = default;
};

/// P(X > x) = (1 + (x / scale)^shape)^-index (Burr XII). Tail index shape · index.
struct BurrSeverity {
  double scale = 1.0;
  double shape = 1.0;
  double index = 3.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double p) const;
  double limited(int k, double limit) const;
  BurrSeverity scaled(double factor) const;
  static constexpr Clause clause{"burr", "Burr XII: body and tail index apart.", "Burr 1942"};
  static constexpr auto fields = field_table(
      required("scale", &BurrSeverity::scale, Unit::dollars, Range{1e-9}, "scale of the law"),
      required("shape", &BurrSeverity::shape, Unit::none, Range{0.05}, "power of the amount"),
      required("index", &BurrSeverity::index, Unit::none, Range{1e-3},
               "the tail index is shape · index, above 1; at 2 or less the variance is infinite"));
  friend bool operator==(BurrSeverity const&, BurrSeverity const&) = default;
};

/// Generalised beta of the second kind: (X / scale)^a = Y / (1 - Y), Y beta distributed with p, q. Near zero
/// the density goes with x^(ap - 1), the tail index is aq. Burr XII at p = 1, generalised gamma as q grows.
struct Gb2Severity {
  double scale = 1.0;
  double a = 1.0;
  double p = 1.0;
  double q = 3.0;
  double mean() const;
  double variance() const;
  double log_constant() const;
  double log_kernel(double x) const;
  double cdf(double x) const;
  double survival(double x) const;
  double from_below(double u) const;
  double from_above(double chance) const;
  double limited(int k, double limit) const;
  Gb2Severity scaled(double factor) const;
  static constexpr Clause clause{
      "gb2", "Generalised beta of the second kind: four parameters, holds most others.", "McDonald 1984"};
  static constexpr auto fields =
      field_table(required("scale", &Gb2Severity::scale, Unit::dollars, Range{1e-9}, "scale of the law"),
                  required("a", &Gb2Severity::a, Unit::none, Range{0.05}, "power of the amount"),
                  required("p", &Gb2Severity::p, Unit::none, Range{1e-3}, "shape of the small amounts"),
                  required("q", &Gb2Severity::q, Unit::none, Range{1e-3},
                           "shape of the tail: index a · q, above 1; at 2 or less the variance is infinite"));
  friend bool operator==(Gb2Severity const&, Gb2Severity const&) = default;
};

}  // namespace plimsoll
