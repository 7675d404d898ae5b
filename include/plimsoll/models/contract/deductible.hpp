#pragma once

#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// The other form of a minimum: a minimum is a cliff, past which everything is shared from the first dollar; a
// deductible takes its amount away and leaves only the rest to be shared.

/// Leaves only the savings beyond a share of benchmark.
struct SavingsDeductible {
  Quantity rate;
  static constexpr Clause clause{"savings_deductible", "Leaves the savings beyond a share of benchmark.",
                                 "contract, savings beyond a threshold only"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("rate", &SavingsDeductible::rate, Unit::fraction, unit_interval,
                           "share of benchmark that is not shared"));
};
/// Line: -min(balance, rate · benchmark) where balance > 0.
Expr apply(SavingsDeductible const& term, Position const& at);

/// Leaves only the losses beyond a share of benchmark.
struct LossDeductible {
  Quantity rate;
  static constexpr Clause clause{"loss_deductible", "Leaves the losses beyond a share of benchmark.",
                                 "contract, losses beyond a threshold only"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(required("rate", &LossDeductible::rate, Unit::fraction,
                                                      unit_interval, "share of benchmark we do not bear"));
};
/// Line: min(-balance, rate · benchmark) where balance < 0.
Expr apply(LossDeductible const& term, Position const& at);

}  // namespace plimsoll
