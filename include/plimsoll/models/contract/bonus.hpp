#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Fee-for-service revenue that is ours whatever the year brings. It is a base for bonuses, never at stake.
struct BaseRevenue {
  std::optional<Quantity> dollars;
  std::optional<Quantity> pmpm;
  static constexpr Clause clause{
      "base_revenue", "Counts revenue that is ours whatever the year brings, apart from the settlement.",
      "contract: fee-for-service revenue"};
  static constexpr Target target = Target::base;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr auto fields = field_table(
      optional("dollars", &BaseRevenue::dollars, Unit::dollars, not_negative, "revenue of the year"),
      optional("pmpm", &BaseRevenue::pmpm, Unit::dollars_pmpm, not_negative, "revenue per member-month"));
};
/// Line: dollars, or pmpm · member months, times the volume of services, on base revenue.
Expr apply(BaseRevenue const& term, Position const& at);
std::vector<Problem> faults_in(BaseRevenue const& term, PanelView const& view);

/// An amount that can be earned; gates and ladders that follow decide how much of it is.
struct Bonus {
  std::optional<Quantity> share_of_base;
  std::optional<Quantity> dollars;
  std::optional<Quantity> pmpm;
  static constexpr Clause clause{"bonus", "Adds the bonus that gates and ladders then decide on.",
                                 "contract: bonus"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool opens_balance = true;
  static constexpr auto fields =
      field_table(optional("share_of_base", &Bonus::share_of_base, Unit::fraction, unit_interval,
                           "bonus as a share of base revenue counted above it"),
                  optional("dollars", &Bonus::dollars, Unit::dollars, not_negative, "bonus of the year"),
                  optional("pmpm", &Bonus::pmpm, Unit::dollars_pmpm, not_negative, "bonus per member-month"));
};
/// Line: share_of_base · base revenue, dollars, or pmpm · member months.
Expr apply(Bonus const& term, Position const& at);
std::vector<Problem> faults_in(Bonus const& term, PanelView const& view);

/// Gate on total cost of care against a baseline, one-sided, or two-sided where `down_to` is given. Trend or
/// risk-adjust the baseline where the contract does; as worded it is often raw.
struct CostGate {
  Quantity base_pmpm;
  Quantity up_to;
  std::optional<Quantity> down_to;
  static constexpr Clause clause{
      "cost_gate",
      "Cancels what is paid to us unless cost per member-month stays within a band of a baseline.",
      "contract: total cost of care test"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("base_pmpm", &CostGate::base_pmpm, Unit::dollars_pmpm, not_negative, "baseline cost"),
      required("up_to", &CostGate::up_to, Unit::fraction, Range{-1.0, 10.0},
               "rise over the baseline that still passes, itself included"),
      optional("down_to", &CostGate::down_to, Unit::fraction, unit_interval,
               "fall below the baseline that still passes; any when not given"));
};
/// Line: -balance where balance > 0 and cost is outside [1 - down_to, 1 + up_to] · base_pmpm · member months;
/// both sides in whole cents.
Expr apply(CostGate const& term, Position const& at);

}  // namespace plimsoll
