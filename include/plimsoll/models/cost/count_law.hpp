#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/zero_forms.hpp"

namespace plimsoll {

/// Claims of a member-year, P(n) = e^-m m^n / n!, m = mean.
struct PoissonCount {
  double mean = 0.0;
  static constexpr Clause clause{"poisson", "Claims arrive independently of each other.", ""};
  static constexpr auto fields =
      field_table(required("mean", &PoissonCount::mean, Unit::none, not_negative, "claims per member-year"));
  friend bool operator==(PoissonCount const&, PoissonCount const&) = default;
};

/// Poisson whose mean is gamma distributed over members: variance = mean + mean² / size, size any real number
/// above 0. Exposure multiplies the mean and leaves the size.
struct NegativeBinomialCount {
  double mean = 0.0;
  double size = 1.0;
  static constexpr Clause clause{"negative_binomial", "Claims of members who differ in their own rate.",
                                 "Greenwood and Yule 1920"};
  static constexpr auto fields = field_table(
      required("mean", &NegativeBinomialCount::mean, Unit::none, not_negative, "claims per member-year"),
      required("size", &NegativeBinomialCount::size, Unit::none, Range{1e-9},
               "variance of the count is mean + mean squared over size"));
  friend bool operator==(NegativeBinomialCount const&, NegativeBinomialCount const&) = default;
};

/// Hurdle: whether a member has any cost in the year; the severity then is the amount of the whole year.
/// With a mean m moved above 1 (exposure, score, drivers) the year happens for sure and its amount is
/// multiplied by m, so the expected cost is always m · E[X].
struct BernoulliCount {
  double mean = 0.0;
  static constexpr Clause clause{"bernoulli", "Any cost in the year, or none; the severity is annual.", ""};
  static constexpr auto fields = field_table(
      required("mean", &BernoulliCount::mean, Unit::none, Range{0.0, 100.0},
               "probability of any cost in a full member-year; above 1 only beside a frailty, of a "
               "member whose factor is 1"));
  friend bool operator==(BernoulliCount const&, BernoulliCount const&) = default;
};

/// Poisson whose mean is lognormal over members: variance = mean + mean² (exp(sigma²) - 1).
struct PoissonLognormalCount {
  double mean = 0.0;
  double sigma = 1.0;
  static constexpr Clause clause{"poisson_lognormal",
                                 "Claims of members whose own rate is lognormal: a heavier tail of users.",
                                 "Bulmer 1974"};
  static constexpr auto fields = field_table(
      required("mean", &PoissonLognormalCount::mean, Unit::none, not_negative, "claims per member-year"),
      required("sigma", &PoissonLognormalCount::sigma, Unit::none, Range{1e-6, 4.0},
               "standard deviation of the logarithm of a member's own rate"));
  friend bool operator==(PoissonLognormalCount const&, PoissonLognormalCount const&) = default;
};

using CountLaw = std::variant<PoissonCount, NegativeBinomialCount, BernoulliCount, ZeroInflatedPoissonCount,
                              ZeroInflatedNegativeBinomialCount, HurdlePoissonCount,
                              HurdleNegativeBinomialCount, PoissonLognormalCount>;

/// Expected claims of a full member-year.
double mean(CountLaw const& law);

/// Variance of the claims of a member-year.
double variance(CountLaw const& law);

/// The law with its mean multiplied by an exposure ≥ 0 (months/12, score, drivers). A Bernoulli mean may then
/// be above 1.
CountLaw scaled(CountLaw const& law, double exposure);

/// The law with this mean, >= 0, in place of its own.
CountLaw with_mean(CountLaw law, double mean);

/// ln P(N = n), n ≥ 0; −infinity where the law forbids n. A Bernoulli mean above 1 counts as 1.
double log_probability(CountLaw const& law, std::int64_t n);

/// The law's numbers in the order of its fields, the mean first.
std::vector<double> parameters(CountLaw const& law);

/// Name of the family as written in cost files: "poisson" and so on.
std::string_view family_of(CountLaw const& law);

}  // namespace plimsoll
