#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// What every member pays for the claimants above the cap: the excess a claimant cap removed comes back as
/// an even charge.
struct PoolingCharge {
  std::optional<Quantity> pmpm;
  std::optional<Quantity> share_of_cost;
  static constexpr Clause clause{"pooling_charge",
                                 "Adds an even charge for the claims above the claimant cap.",
                                 "contract, large-claim pooling"};
  static constexpr Target target = Target::cost;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(optional("pmpm", &PoolingCharge::pmpm, Unit::dollars_pmpm, not_negative, "charge"),
                  optional("share_of_cost", &PoolingCharge::share_of_cost, Unit::fraction, unit_interval,
                           "charge as a share of the cost left below the cap"));
};
/// Line: pmpm · member months, or share_of_cost · cost.
Expr apply(PoolingCharge const& term, Position const& at);
std::vector<Problem> faults_in(PoolingCharge const& term, PanelView const& view);

/// Brings claims paid by the end of the run-out to what they will come to. Drawn claims are complete already:
/// it belongs in settlements of actual claims.
struct Completion {
  Quantity factor;
  static constexpr Clause clause{"completion", "Multiplies cost by the completion factor of the run-out.",
                                 "42 CFR 425.605(a), 3-month run-out"};
  static constexpr Target target = Target::cost;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("factor", &Completion::factor, Unit::none, Range{0.5, 10.0}, "cost complete over cost paid"));
};
/// Line: (factor - 1) · cost.
Expr apply(Completion const& term, Position const& at);

}  // namespace plimsoll
