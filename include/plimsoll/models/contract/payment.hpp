#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Most that can be owed: the least of the limits given. A limit on a revenue of 0 is 0.
struct LossCap {
  std::optional<Quantity> share_of_benchmark{};
  std::optional<Quantity> share_of_revenue{};
  std::optional<Quantity> revenue{};
  std::optional<Quantity> dollars{};
  std::optional<Quantity> pmpm{};
  static constexpr Clause clause{"loss_cap", "Limits what can be owed to the least of the limits given.",
                                 "42 CFR 425.605(d)(1), 425.610(g)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      optional("share_of_benchmark", &LossCap::share_of_benchmark, Unit::fraction, unit_interval,
               "limit as a share of benchmark"),
      optional("share_of_revenue", &LossCap::share_of_revenue, Unit::fraction, unit_interval,
               "limit as a share of revenue"),
      optional("revenue", &LossCap::revenue, Unit::dollars, not_negative,
               "participants' Medicare Part A and B revenue in the year, needed by share_of_revenue"),
      optional("dollars", &LossCap::dollars, Unit::dollars, not_negative, "limit in dollars"),
      optional("pmpm", &LossCap::pmpm, Unit::dollars_pmpm, not_negative, "limit per member and month"));
};
/// Line: max(balance, -limit) - balance where balance < 0.
Expr apply(LossCap const& term, Position const& at);
std::vector<Problem> faults_in(LossCap const& term, PanelView const& view);

/// Extreme and uncontrollable circumstances: lowers what is owed by the time and members affected.
struct CircumstanceRelief {
  Quantity months;
  Quantity share_of_members;
  static constexpr Clause clause{"extreme_circumstance_relief",
                                 "Lowers losses by the share of the year and of members hit by a disaster.",
                                 "42 CFR 425.605(f)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("months", &CircumstanceRelief::months, Unit::months, Range{0.0, 12.0}, "months affected"),
      required("share_of_members", &CircumstanceRelief::share_of_members, Unit::fraction, unit_interval,
               "share of members in the affected area"));
};
/// Line: -(months / 12) · share_of_members · balance where balance < 0.
Expr apply(CircumstanceRelief const& term, Position const& at);

/// Relief from losses that the payer has put in dollars, whatever rule it came from.
struct LossRelief {
  Quantity dollars;
  static constexpr Clause clause{"loss_relief", "Lowers what is owed by an amount the payer has determined.",
                                 "42 CFR 425.605(f), 425.610(i)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("dollars", &LossRelief::dollars, Unit::dollars, not_negative, "amount no longer owed"));
};
/// Line: min(dollars, -balance) where balance < 0.
Expr apply(LossRelief const& term, Position const& at);

/// Withheld by law from what is paid to us; what we owe is not changed.
struct Sequestration {
  Quantity rate;
  static constexpr Clause clause{
      "sequestration", "Withholds a share of what is paid to us, never of what we owe.", "2 U.S.C. 901a"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("rate", &Sequestration::rate, Unit::fraction, unit_interval, "share withheld"));
};
/// Line: -rate · balance where balance > 0.
Expr apply(Sequestration const& term, Position const& at);

/// Most that can be paid to us: the least of the limits given. In the Shared Savings Program it stands after
/// sequestration.
struct SavingsCap {
  std::optional<Quantity> share_of_benchmark{};
  std::optional<Quantity> share_of_revenue{};
  std::optional<Quantity> revenue{};
  std::optional<Quantity> dollars{};
  std::optional<Quantity> pmpm{};
  static constexpr Clause clause{"savings_cap", "Limits what is paid to us to the least of the limits given.",
                                 "42 CFR 425.605(d)(1), 425.610(e)(2)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      optional("share_of_benchmark", &SavingsCap::share_of_benchmark, Unit::fraction, unit_interval,
               "limit as a share of benchmark"),
      optional("share_of_revenue", &SavingsCap::share_of_revenue, Unit::fraction, unit_interval,
               "limit as a share of revenue"),
      optional("revenue", &SavingsCap::revenue, Unit::dollars, not_negative,
               "revenue of the year, needed by share_of_revenue"),
      optional("dollars", &SavingsCap::dollars, Unit::dollars, not_negative, "limit in dollars"),
      optional("pmpm", &SavingsCap::pmpm, Unit::dollars_pmpm, not_negative, "limit per member and month"));
};
/// Line: min(balance, limit) - balance where balance > 0.
Expr apply(SavingsCap const& term, Position const& at);
std::vector<Problem> faults_in(SavingsCap const& term, PanelView const& view);

/// What was paid in advance, taken back from what is paid to us and never more than that.
struct Recoupment {
  Quantity dollars;
  static constexpr Clause clause{"recoupment",
                                 "Takes back what was paid in advance, never more than is paid to us.",
                                 "42 CFR 425.630(g)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("dollars", &Recoupment::dollars, Unit::dollars, not_negative, "advance still to be repaid"));
};
/// Line: -min(dollars, balance) where balance > 0.
Expr apply(Recoupment const& term, Position const& at);

}  // namespace plimsoll
