#pragma once

#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Quality gate on savings: all of them at the standard, in proportion to the score at the alternative
/// standard only, none otherwise. Losses are untouched.
struct QualityStandard {
  Quantity score;
  Quantity standard;
  Quantity alternative = 0.0;
  static constexpr Clause clause{
      "quality_standard",
      "Keeps savings at the quality standard, scales them by the score at the alternative "
      "standard only, cancels them below both.",
      "42 CFR 425.512(a), 425.605(d)(1)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("score", &QualityStandard::score, Unit::fraction, unit_interval, "quality score"),
                  required("standard", &QualityStandard::standard, Unit::fraction, unit_interval,
                           "score that meets the standard"),
                  optional("alternative", &QualityStandard::alternative, Unit::none, unit_interval,
                           "1 when the alternative standard is met, else 0 (met from 0.5 up)"));
};
/// Line: (scale - 1) · balance where balance > 0, scale = 1, score or 0.
Expr apply(QualityStandard const& term, Position const& at);

/// Savings in proportion to the quality score; none below a minimum score.
struct QualityScale {
  Quantity score;
  Quantity minimum = 0.0;
  static constexpr Clause clause{
      "quality_scale", "Scales savings by the quality score, and cancels them below a minimum score.",
      "42 CFR 425.502, 425.604(d), 425.606(d)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("score", &QualityScale::score, Unit::fraction, unit_interval, "quality score"),
                  optional("minimum", &QualityScale::minimum, Unit::fraction, unit_interval,
                           "least score that earns a share of savings"));
};
/// Line: (scale - 1) · balance where balance > 0, scale = score or 0.
Expr apply(QualityScale const& term, Position const& at);

/// Our share of losses, lower for better quality: 1 - share_rate · score between floor and ceiling when
/// either standard is met, the ceiling when neither is.
struct QualityLossShare {
  Quantity share_rate;
  Quantity floor;
  Quantity ceiling;
  Quantity score;
  Quantity standard;
  Quantity alternative = 0.0;
  static constexpr Clause clause{
      "quality_loss_share",
      "Leaves us our share of the losses: one less the sharing rate times the quality "
      "score, within a floor and a ceiling; the ceiling when no quality standard is met.",
      "42 CFR 425.610(f)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("share_rate", &QualityLossShare::share_rate, Unit::fraction, unit_interval,
               "maximum sharing rate"),
      required("floor", &QualityLossShare::floor, Unit::fraction, unit_interval, "least share of losses"),
      required("ceiling", &QualityLossShare::ceiling, Unit::fraction, unit_interval,
               "greatest share of losses"),
      required("score", &QualityLossShare::score, Unit::fraction, unit_interval, "quality score"),
      required("standard", &QualityLossShare::standard, Unit::fraction, unit_interval,
               "score that meets the standard"),
      optional("alternative", &QualityLossShare::alternative, Unit::none, unit_interval,
               "1 when the alternative standard is met, else 0 (met from 0.5 up)"));
};
/// Line: rate · balance - balance where balance < 0.
Expr apply(QualityLossShare const& term, Position const& at);
std::vector<Problem> faults_in(QualityLossShare const& term, PanelView const& view);

}  // namespace plimsoll
