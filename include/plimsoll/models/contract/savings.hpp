#pragma once

#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Opens the balance: savings are positive, losses negative.
struct GrossSavings {
  static constexpr Clause clause{"gross_savings", "Sets the balance to benchmark less cost.",
                                 "42 CFR 425.605(a), 425.610(a)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool opens_balance = true, needs_benchmark = true;
  static constexpr auto fields = field_table();
};
/// Line: benchmark - cost.
Expr apply(GrossSavings const& term, Position const& at);

/// One-sided contracts owe nothing.
struct UpsideOnly {
  static constexpr Clause clause{"upside_only", "Cancels losses: a one-sided contract owes nothing.",
                                 "42 CFR 425.605(d)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table();
};
/// Line: -balance where balance < 0.
Expr apply(UpsideOnly const& term, Position const& at);

/// Our share of savings, from the first dollar.
struct SavingsShare {
  Quantity rate;
  static constexpr Clause clause{"savings_share",
                                 "Leaves us our share of the savings, from the first dollar.",
                                 "42 CFR 425.605(d), 425.610(d)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("rate", &SavingsShare::rate, Unit::fraction, unit_interval, "our share of savings"));
};
/// Line: rate · balance - balance where balance > 0.
Expr apply(SavingsShare const& term, Position const& at);

/// Our share of losses, from the first dollar, whatever the quality.
struct LossShare {
  Quantity rate;
  static constexpr Clause clause{"loss_share", "Leaves us our share of the losses, from the first dollar.",
                                 "42 CFR 425.605(d)(1)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("rate", &LossShare::rate, Unit::fraction, unit_interval, "our share of losses"));
};
/// Line: rate · balance - balance where balance < 0.
Expr apply(LossShare const& term, Position const& at);

}  // namespace plimsoll
