#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Specific stop-loss: the insurer pays its share of what one person costs between two amounts in the policy
/// year. Part of a year does not lower the attachment.
struct SpecificStopLoss {
  Quantity attachment;
  std::optional<Quantity> maximum;
  Quantity coinsurance;
  static constexpr Clause clause{"specific_stop_loss",
                                 "Recovers the insurer's share of one person's cost above the attachment.",
                                 "stop-loss policy, specific cover"};
  static constexpr Target target = Target::cost;
  static constexpr Grain grain = Grain::member;
  static constexpr auto fields =
      field_table(required("attachment", &SpecificStopLoss::attachment, Unit::dollars, not_negative,
                           "cost of a person in the policy year above which the insurer pays"),
                  optional("maximum", &SpecificStopLoss::maximum, Unit::dollars, not_negative,
                           "cost of a person above which the insurer no longer pays; no end when not given"),
                  required("coinsurance", &SpecificStopLoss::coinsurance, Unit::fraction, unit_interval,
                           "share the insurer pays"));
};
/// Line: -coinsurance · (excess over the attachment - excess over the maximum).
Expr apply(SpecificStopLoss const& term, Position const& at);
std::vector<Problem> faults_in(SpecificStopLoss const& term, PanelView const& view);

/// Aggregate stop-loss: the insurer pays its share of what all members cost above a multiple of what was
/// expected. It sees cost after whatever stands above it, so net of specific recoveries.
struct AggregateStopLoss {
  Quantity attachment;
  std::optional<Quantity> expected_pmpm;
  std::optional<Quantity> expected_share_of_benchmark;
  Quantity coinsurance;
  std::optional<Quantity> maximum;
  static constexpr Clause clause{"aggregate_stop_loss",
                                 "Recovers the insurer's share of all cost above a multiple of the expected.",
                                 "stop-loss policy, aggregate cover"};
  static constexpr Target target = Target::cost;
  static constexpr Grain grain = Grain::contract;
  bool needs_benchmark() const { return expected_share_of_benchmark.has_value(); }
  static constexpr auto fields =
      field_table(required("attachment", &AggregateStopLoss::attachment, Unit::none, Range{0.0, 100.0},
                           "multiple of expected cost above which the insurer pays, such as 1.05"),
                  optional("expected_pmpm", &AggregateStopLoss::expected_pmpm, Unit::dollars_pmpm,
                           not_negative, "expected cost"),
                  optional("expected_share_of_benchmark", &AggregateStopLoss::expected_share_of_benchmark,
                           Unit::fraction, unit_interval, "expected cost as a share of benchmark"),
                  required("coinsurance", &AggregateStopLoss::coinsurance, Unit::fraction, unit_interval,
                           "share the insurer pays"),
                  optional("maximum", &AggregateStopLoss::maximum, Unit::dollars, not_negative,
                           "most the insurer pays in the year; no end when not given"));
};
/// Line: -min(coinsurance · max(0, cost - attachment · expected), maximum).
Expr apply(AggregateStopLoss const& term, Position const& at);
std::vector<Problem> faults_in(AggregateStopLoss const& term, PanelView const& view);

/// What the covers cost us, whatever they pay.
struct StopLossPremium {
  Quantity pmpm;
  static constexpr Clause clause{"stop_loss_premium", "Pays the premium of stop-loss covers.",
                                 "stop-loss policy, premium"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool opens_balance = true;
  static constexpr auto fields =
      field_table(required("pmpm", &StopLossPremium::pmpm, Unit::dollars_pmpm, not_negative, "premium"));
};
/// Line: -pmpm · member months.
Expr apply(StopLossPremium const& term, Position const& at);

}  // namespace plimsoll
