#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Value-based purchasing: a share of payments is withheld and given back by a total performance score. The
/// home health and the hospital programme differ by their numbers alone.
struct ValueBasedPurchasing {
  Quantity payments;
  Quantity score;
  Quantity withhold;
  Quantity slope;
  Quantity divisor = 1.0;
  std::optional<Quantity> most;
  static constexpr Clause clause{"value_based_purchasing",
                                 "Withholds a share of payments and gives it back by a performance score.",
                                 "42 CFR 412.162, 484.370"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool opens_balance = true;
  static constexpr auto fields =
      field_table(required("payments", &ValueBasedPurchasing::payments, Unit::dollars, not_negative,
                           "payments of the year that are adjusted"),
                  required("score", &ValueBasedPurchasing::score, Unit::fraction, Range{0.0, 1.1},
                           "total performance score over 100"),
                  required("withhold", &ValueBasedPurchasing::withhold, Unit::fraction, unit_interval,
                           "share of payments at stake"),
                  required("slope", &ValueBasedPurchasing::slope, Unit::none, not_negative,
                           "slope of the exchange function, which makes the programme budget neutral"),
                  optional("divisor", &ValueBasedPurchasing::divisor, Unit::none, Range{1.0, 2.0},
                           "best possible score over 100: 1.10 where bonus points lift it to 110"),
                  optional("most", &ValueBasedPurchasing::most, Unit::fraction, unit_interval,
                           "greatest gain as a share of payments; no limit when not given"));
};
/// Line: min(withhold · score / divisor · slope - withhold, most) · payments.
Expr apply(ValueBasedPurchasing const& term, Position const& at);

/// A condition of the readmissions programme.
struct ReadmissionCondition {
  std::string name;
  Quantity payments;
  Quantity ratio;
  Quantity peer_median;
  static constexpr auto fields = field_table(
      required("name", &ReadmissionCondition::name, "condition or procedure"),
      required("payments", &ReadmissionCondition::payments, Unit::dollars, not_negative,
               "base operating payments for it"),
      required("ratio", &ReadmissionCondition::ratio, Unit::none, not_negative, "excess readmission ratio"),
      required("peer_median", &ReadmissionCondition::peer_median, Unit::none, not_negative,
               "median ratio of the hospital's peer group"));
};

/// Hospital Readmissions Reduction Program: a penalty, never a reward.
struct ReadmissionsReduction {
  Quantity base_payments;
  Quantity neutrality;
  Quantity most = 0.03;
  std::vector<ReadmissionCondition> conditions;
  static constexpr Clause clause{"readmissions_reduction",
                                 "Takes a share of payments for readmissions above the peers' median.",
                                 "42 CFR 412.154"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool opens_balance = true;
  static constexpr auto fields =
      field_table(required("base_payments", &ReadmissionsReduction::base_payments, Unit::dollars,
                           not_negative, "base operating payments of all discharges"),
                  required("neutrality", &ReadmissionsReduction::neutrality, Unit::none, not_negative,
                           "neutrality modifier, known after the year"),
                  optional("most", &ReadmissionsReduction::most, Unit::fraction, unit_interval,
                           "greatest penalty as a share of base payments"),
                  required("conditions", &ReadmissionsReduction::conditions, "conditions that are counted"));
};
/// Line: -min(most · base payments, neutrality · sum of payments · max(0, ratio - peer_median)).
Expr apply(ReadmissionsReduction const& term, Position const& at);
std::vector<Problem> faults_in(ReadmissionsReduction const& term, PanelView const& view);

}  // namespace plimsoll
