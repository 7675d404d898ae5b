#pragma once

#include <string>

#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// A dollar saved on a member of two contracts is settled by one of them. `overlap_out` takes the shared part
// from a balance, `overlap_in` of a contract below puts it on another: together they add nothing.

/// Takes the part of the balance that another contract settles.
struct OverlapOut {
  Quantity share;
  static constexpr Clause clause{
      "overlap_out", "Takes from the balance the part that another contract settles.", "contract"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("share", &OverlapOut::share, Unit::fraction, unit_interval,
                           "share of the balance made on members of the other contract"));
};
/// Line: -share · balance.
Expr apply(OverlapOut const& term, Position const& at);

/// Puts on the balance what a contract above took from its own.
struct OverlapIn {
  std::string of;
  static constexpr Clause clause{"overlap_in", "Puts on the balance what a contract above took from its own.",
                                 "contract"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool opens_balance = true;
  static constexpr auto fields = field_table(required(
      "of", &OverlapIn::of, "line of the contract above, written contract.line, such as bundle.overlap_out"));
};
/// Line: minus the other line.
Expr apply(OverlapIn const& term, Position const& at);

}  // namespace plimsoll
