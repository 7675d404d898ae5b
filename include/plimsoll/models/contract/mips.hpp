#pragma once

#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Medicare Part B adjustment by a MIPS final score. Paid two years after the performance year.
struct MipsAdjustment {
  Quantity allowed;
  Quantity score;
  Quantity threshold = 0.75;
  Quantity rate = 0.09;
  Quantity scaling;
  Quantity negative_anchor = 0.0;
  static constexpr Clause clause{"mips_adjustment", "Adjusts Part B payments by a MIPS final score.",
                                 "42 CFR 414.1405"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool opens_balance = true;
  static constexpr auto fields = field_table(
      required("allowed", &MipsAdjustment::allowed, Unit::dollars, not_negative,
               "Part B professional services the adjustment applies to"),
      required("score", &MipsAdjustment::score, Unit::fraction, unit_interval, "final score, 0 to 1"),
      optional("threshold", &MipsAdjustment::threshold, Unit::fraction, Range{0.01, 0.99},
               "performance threshold, where nothing is adjusted"),
      optional("rate", &MipsAdjustment::rate, Unit::fraction, unit_interval, "applicable per cent"),
      required("scaling", &MipsAdjustment::scaling, Unit::none, Range{0.0, 3.0},
               "factor on gains that keeps the programme budget neutral; known after the year"),
      optional(
          "negative_anchor", &MipsAdjustment::negative_anchor, Unit::fraction, unit_interval,
          "score from which losses shrink linearly to the threshold: 0 as the rule reads, a quarter of the "
          "threshold in CMS tables"));
};
/// Line: adjustment · allowed. From the threshold up: rate · scaling · (score - threshold) / (1 - threshold).
/// Below: -rate · (threshold - score) / (threshold - negative_anchor), and -rate from a quarter of the
/// threshold down.
Expr apply(MipsAdjustment const& term, Position const& at);
std::vector<Problem> faults_in(MipsAdjustment const& term, PanelView const& view);

/// The same adjustment by the scores of the four categories and a programme's weights.
struct MipsCategoryAdjustment {
  Quantity allowed;
  Quantity quality, cost, improvement, interoperability;
  Quantity quality_weight, cost_weight, improvement_weight, interoperability_weight;
  Quantity threshold = 0.75;
  Quantity rate = 0.09;
  Quantity scaling;
  Quantity negative_anchor = 0.0;
  static constexpr Clause clause{"mips_category_adjustment",
                                 "Adjusts Part B payments by the weighted MIPS category scores.",
                                 "42 CFR 414.1380, 414.1405"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool opens_balance = true;
  static constexpr auto fields = field_table(
      required("allowed", &MipsCategoryAdjustment::allowed, Unit::dollars, not_negative,
               "Part B professional services the adjustment applies to"),
      required("quality", &MipsCategoryAdjustment::quality, Unit::fraction, unit_interval, "quality score"),
      required("cost", &MipsCategoryAdjustment::cost, Unit::fraction, unit_interval, "cost score"),
      required("improvement", &MipsCategoryAdjustment::improvement, Unit::fraction, unit_interval,
               "improvement activities score"),
      required("interoperability", &MipsCategoryAdjustment::interoperability, Unit::fraction, unit_interval,
               "promoting interoperability score"),
      required("quality_weight", &MipsCategoryAdjustment::quality_weight, Unit::fraction, unit_interval,
               "weight of quality"),
      required("cost_weight", &MipsCategoryAdjustment::cost_weight, Unit::fraction, unit_interval,
               "weight of cost"),
      required("improvement_weight", &MipsCategoryAdjustment::improvement_weight, Unit::fraction,
               unit_interval, "weight of improvement activities"),
      required("interoperability_weight", &MipsCategoryAdjustment::interoperability_weight, Unit::fraction,
               unit_interval, "weight of promoting interoperability"),
      optional("threshold", &MipsCategoryAdjustment::threshold, Unit::fraction, Range{0.01, 0.99},
               "performance threshold, where nothing is adjusted"),
      optional("rate", &MipsCategoryAdjustment::rate, Unit::fraction, unit_interval, "applicable per cent"),
      required("scaling", &MipsCategoryAdjustment::scaling, Unit::none, Range{0.0, 3.0},
               "as in mips_adjustment"),
      optional("negative_anchor", &MipsCategoryAdjustment::negative_anchor, Unit::fraction, unit_interval,
               "as in mips_adjustment"));
};
/// Line: that of mips_adjustment at score = sum of weight · category score.
Expr apply(MipsCategoryAdjustment const& term, Position const& at);
std::vector<Problem> faults_in(MipsCategoryAdjustment const& term, PanelView const& view);

}  // namespace plimsoll
