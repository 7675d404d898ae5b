#pragma once

#include "plimsoll/core/field.hpp"

namespace plimsoll {

// Count laws with more members without a claim, or fewer, than their other counts let expect.

/// Poisson claims, but for a share of members who have none whatever the exposure.
struct ZeroInflatedPoissonCount {
  double mean = 0.0;
  double never = 0.0;
  static constexpr Clause clause{"zero_inflated_poisson",
                                 "Some members never have a claim, the others have Poisson claims.",
                                 "Lambert 1992"};
  static constexpr auto fields =
      field_table(required("mean", &ZeroInflatedPoissonCount::mean, Unit::none, not_negative,
                           "claims per member-year, of all members"),
                  required("never", &ZeroInflatedPoissonCount::never, Unit::fraction, Range{0.0, 0.999},
                           "share of members who never have a claim"));
  friend bool operator==(ZeroInflatedPoissonCount const&, ZeroInflatedPoissonCount const&) = default;
};

/// Negative binomial claims of those who may have any. Exposure multiplies the mean and leaves size and
/// share.
struct ZeroInflatedNegativeBinomialCount {
  double mean = 0.0;
  double never = 0.0;
  double size = 1.0;
  static constexpr Clause clause{"zero_inflated_negative_binomial",
                                 "Some members never have a claim, the others differ in their own rate.",
                                 "Greene 1994"};
  static constexpr auto fields =
      field_table(required("mean", &ZeroInflatedNegativeBinomialCount::mean, Unit::none, not_negative,
                           "claims per member-year, of all members"),
                  required("never", &ZeroInflatedNegativeBinomialCount::never, Unit::fraction,
                           Range{0.0, 0.999}, "share of members who never have a claim"),
                  required("size", &ZeroInflatedNegativeBinomialCount::size, Unit::none, Range{1e-9},
                           "size of the negative binomial of the others"));
  friend bool operator==(ZeroInflatedNegativeBinomialCount const&,
                         ZeroInflatedNegativeBinomialCount const&) = default;
};

/// Whether a member has any claim, with chance mean / if_any, and a Poisson count above 0 of mean if_any for
/// those who have. Exposure multiplies the chance; once any claim is certain, the count of those who have.
struct HurdlePoissonCount {
  double mean = 0.0;
  double if_any = 2.0;
  static constexpr Clause clause{"hurdle_poisson", "Any claim or none, then a Poisson count above 0.",
                                 "Mullahy 1986"};
  static constexpr auto fields = field_table(required("mean", &HurdlePoissonCount::mean, Unit::none,
                                                      not_negative, "claims per member-year, of all members"),
                                             required("if_any", &HurdlePoissonCount::if_any, Unit::none,
                                                      Range{1.0001}, "claims of a member who has any"));
  friend bool operator==(HurdlePoissonCount const&, HurdlePoissonCount const&) = default;
};

/// The same with a negative binomial count above 0.
struct HurdleNegativeBinomialCount {
  double mean = 0.0;
  double if_any = 2.0;
  double size = 1.0;
  static constexpr Clause clause{"hurdle_negative_binomial",
                                 "Any claim or none, then a negative binomial count above 0.",
                                 "Pohlmeier and Ulrich 1995"};
  static constexpr auto fields =
      field_table(required("mean", &HurdleNegativeBinomialCount::mean, Unit::none, not_negative,
                           "claims per member-year, of all members"),
                  required("if_any", &HurdleNegativeBinomialCount::if_any, Unit::none, Range{1.0001},
                           "claims of a member who has any"),
                  required("size", &HurdleNegativeBinomialCount::size, Unit::none, Range{1e-9},
                           "size of the negative binomial before its zeros are taken out"));
  friend bool operator==(HurdleNegativeBinomialCount const&, HurdleNegativeBinomialCount const&) = default;
};

}  // namespace plimsoll
