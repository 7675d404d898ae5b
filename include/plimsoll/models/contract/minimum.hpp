#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// Gates meet or exceed, to the cent: savings of exactly rate · benchmark qualify. Both sides are compared in
// whole cents, so that the gate does not hang on the last bit of an interpolated rate.

/// One-sided minimum savings rate.
struct MinimumSavings {
  std::optional<Quantity> rate;  ///< read from by_size when not given
  std::vector<TablePoint>
      by_size;  ///< rate by assigned members, linear between points, constant beyond the ends
  std::optional<Quantity> size;  ///< assigned members; person-years of the panel when not given
  static constexpr Clause clause{"minimum_savings", "Cancels savings too small to tell from luck.",
                                 "42 CFR 425.605(b)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(optional("rate", &MinimumSavings::rate, Unit::fraction, unit_interval,
                           "share of benchmark savings must reach"),
                  optional("by_size", &MinimumSavings::by_size, Unit::fraction, unit_interval,
                           "points [members, rate] of the rate by size, used when no rate is given"),
                  optional("size", &MinimumSavings::size, Unit::members, not_negative,
                           "assigned members for the rate by size; person-years when not given"));
};
/// Line: -balance where 0 < balance < rate · benchmark.
Expr apply(MinimumSavings const& term, Position const& at);
std::vector<Problem> faults_in(MinimumSavings const& term, PanelView const& view);

/// Minimum savings rate and, equal to it, minimum loss rate.
struct SymmetricMinimum {
  std::optional<Quantity> rate;     ///< read from by_size when not given; 0 means any saving or loss counts
  std::vector<TablePoint> by_size;  ///< as in MinimumSavings
  std::optional<Quantity> size;     ///< as in MinimumSavings
  static constexpr Clause clause{"symmetric_minimum",
                                 "Cancels savings and losses too small to tell from luck.",
                                 "42 CFR 425.605(b)(2), 425.610(b)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(optional("rate", &SymmetricMinimum::rate, Unit::fraction, unit_interval,
                           "share of benchmark that savings, and losses, must reach"),
                  optional("by_size", &SymmetricMinimum::by_size, Unit::fraction, unit_interval,
                           "points [members, rate] of the rate by size, used when no rate is given"),
                  optional("size", &SymmetricMinimum::size, Unit::members, not_negative,
                           "assigned members for the rate by size; person-years when not given"));
};
/// Line: -balance where -rate · benchmark < balance < rate · benchmark.
Expr apply(SymmetricMinimum const& term, Position const& at);
std::vector<Problem> faults_in(SymmetricMinimum const& term, PanelView const& view);

/// Minimum loss rate alone.
struct MinimumLosses {
  Quantity rate;
  static constexpr Clause clause{"minimum_losses", "Cancels losses too small to tell from luck.",
                                 "42 CFR 425.605(b)(2)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("rate", &MinimumLosses::rate, Unit::fraction, unit_interval,
                           "share of benchmark that losses must reach"));
};
/// Line: -balance where -rate · benchmark < balance < 0.
Expr apply(MinimumLosses const& term, Position const& at);

/// Panels too small to be told from luck settle nothing, either way.
struct MinimumMembers {
  Quantity members;
  std::optional<Quantity> size;  ///< as in MinimumSavings
  static constexpr Clause clause{"minimum_members",
                                 "Cancels savings and losses of a panel below a number of members.",
                                 "contract, minimum membership"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("members", &MinimumMembers::members, Unit::members, not_negative, "members needed"),
      optional("size", &MinimumMembers::size, Unit::members, not_negative,
               "members counted; person-years when not given"));
};
/// Line: -balance where size < members.
Expr apply(MinimumMembers const& term, Position const& at);

/// Gives a low-revenue ACO part of the savings its minimum cancelled. Stands right after the minimum.
struct LowRevenueRelief {
  Quantity share = 0.5;
  Quantity minimum_members = 5000.0;
  std::optional<Quantity> size;  ///< assigned members; person-years of the panel when not given
  static constexpr Clause clause{"low_revenue_relief",
                                 "Gives back a share of savings that missed the minimum (low-revenue ACOs).",
                                 "42 CFR 425.605(h)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(optional("share", &LowRevenueRelief::share, Unit::fraction, unit_interval,
                           "share of the savings given back"),
                  optional("minimum_members", &LowRevenueRelief::minimum_members, Unit::members, not_negative,
                           "assigned members needed"),
                  optional("size", &LowRevenueRelief::size, Unit::members, not_negative,
                           "assigned members; person-years when not given"));
};
/// Line: share · (benchmark - cost) where balance = 0, benchmark > cost and size >= minimum_members.
Expr apply(LowRevenueRelief const& term, Position const& at);

}  // namespace plimsoll
