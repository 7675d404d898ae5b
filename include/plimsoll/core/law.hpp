#pragma once

#include <string>
#include <variant>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/score_table.hpp"

namespace plimsoll {

// Laws a quantity may follow. All are given by figures a user can check against data: mean and sd, or low,
// mode, high.

struct NormalLaw {
  double mean = 0.0, sd = 0.0;
  static constexpr Clause clause{"normal", "Normal law.", ""};
  static constexpr auto fields =
      field_table(required("mean", &NormalLaw::mean, Unit::none, any_number, "mean, in the quantity's unit"),
                  required("sd", &NormalLaw::sd, Unit::none, not_negative, "standard deviation"));
};
struct LognormalLaw {
  double mean = 1.0, sd = 0.0;
  static constexpr Clause clause{"lognormal",
                                 "Lognormal law, by its own mean and sd (not those of the logarithm).", ""};
  static constexpr auto fields =
      field_table(required("mean", &LognormalLaw::mean, Unit::none, not_negative, "mean, above 0"),
                  required("sd", &LognormalLaw::sd, Unit::none, not_negative, "standard deviation"));
};
struct UniformLaw {
  double low = 0.0, high = 1.0;
  static constexpr Clause clause{"uniform", "Every value between low and high equally likely.", ""};
  static constexpr auto fields =
      field_table(required("low", &UniformLaw::low, Unit::none, any_number, "least value"),
                  required("high", &UniformLaw::high, Unit::none, any_number, "greatest value"));
};
struct TriangularLaw {
  double low = 0.0, mode = 0.5, high = 1.0;
  static constexpr Clause clause{"triangular", "Density a triangle over low, mode and high.", ""};
  static constexpr auto fields =
      field_table(required("low", &TriangularLaw::low, Unit::none, any_number, "least value"),
                  required("mode", &TriangularLaw::mode, Unit::none, any_number, "most likely value"),
                  required("high", &TriangularLaw::high, Unit::none, any_number, "greatest value"));
};
struct PertLaw {
  double low = 0.0, mode = 0.5, high = 1.0;
  static constexpr Clause clause{"pert", "Beta law over low to high with mean (low + 4 mode + high) / 6.",
                                 "Malcolm, Roseboom, Clark and Fazar, Operations Research 7 (1959) 646-669"};
  static constexpr auto fields =
      field_table(required("low", &PertLaw::low, Unit::none, any_number, "least value"),
                  required("mode", &PertLaw::mode, Unit::none, any_number, "most likely value"),
                  required("high", &PertLaw::high, Unit::none, any_number, "greatest value"));
};
struct BetaLaw {
  double mean = 0.5, sd = 0.1, low = 0.0, high = 1.0;
  static constexpr Clause clause{"beta", "Beta law over low to high, by its mean and sd.", ""};
  static constexpr auto fields =
      field_table(required("mean", &BetaLaw::mean, Unit::none, any_number, "mean, between low and high"),
                  required("sd", &BetaLaw::sd, Unit::none, not_negative, "standard deviation"),
                  optional("low", &BetaLaw::low, Unit::none, any_number, "least value"),
                  optional("high", &BetaLaw::high, Unit::none, any_number, "greatest value"));
};
struct GammaLaw {
  double mean = 1.0, sd = 0.5;
  static constexpr Clause clause{"gamma", "Gamma law, by its mean and sd.", ""};
  static constexpr auto fields =
      field_table(required("mean", &GammaLaw::mean, Unit::none, not_negative, "mean, above 0"),
                  required("sd", &GammaLaw::sd, Unit::none, not_negative, "standard deviation, above 0"));
};
struct DiscreteLaw {
  std::vector<double> values, weights;
  static constexpr Clause clause{"discrete", "One of the values, with chances in proportion to the weights.",
                                 ""};
  static constexpr auto fields = field_table(
      required("values", &DiscreteLaw::values, Unit::none, any_number, "the values"),
      required("weights", &DiscreteLaw::weights, Unit::none, not_negative, "one weight per value"));
};
struct EmpiricalLaw {
  std::vector<double> values;
  static constexpr Clause clause{"empirical", "One of the observed values, each equally likely.", ""};
  static constexpr auto fields = field_table(
      required("values", &EmpiricalLaw::values, Unit::none, any_number, "the observations, in any order"));
};

using Law = std::variant<NormalLaw, LognormalLaw, UniformLaw, TriangularLaw, PertLaw, BetaLaw, GammaLaw,
                         DiscreteLaw, EmpiricalLaw>;

/// What is wrong with a law's parameters; empty when it can be drawn from.
std::string fault_of(Law const& law);

/// Smallest x with P(X <= x) >= u, 0 < u < 1. Requires a law without fault.
double quantile(Law const& law, double u);
/// The same, made ready to be asked many times: the values of discrete and empirical laws are sorted once.
class LawQuantile {
 public:
  explicit LawQuantile(Law law);
  double operator()(double u) const;
  /// The quantile at the uniform Phi(score), held within `least_uniform` of 0 and 1. Pert, beta and gamma
  /// read it from a table made once, right to 1e-7 of a standard deviation.
  double at_score(double score) const;

 private:
  Law law_;
  std::vector<double> values_, cumulative_;  // of discrete and empirical laws
  ScoreTable table_;                         // of laws whose quantile takes an iteration
};

/// Uniforms of scores are held within this of 0 and 1: nothing beyond the quantiles there is ever drawn.
inline constexpr double least_uniform = 0x1p-53;

/// P(X <= x).
double cdf(Law const& law, double x);
/// P(X < x); differs from cdf only where the law has an atom.
double cdf_below(Law const& law, double x);
double mean(Law const& law);
double standard_deviation(Law const& law);

}  // namespace plimsoll
