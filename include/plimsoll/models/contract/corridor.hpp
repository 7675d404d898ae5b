#pragma once

#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Progressive sharing, like tax brackets: each band of savings or losses, in shares of benchmark, has its
/// own share of ours. A band ends where the next begins; the last is open. A side without bands stays as it
/// stands.
struct Corridor {
  std::vector<TablePoint> savings;
  std::vector<TablePoint> losses;
  static constexpr Clause clause{"corridor",
                                 "Leaves us our share of each band of savings or losses, band by band.",
                                 "ACO REACH participation agreement, risk corridors"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool needs_benchmark = true;
  static constexpr auto fields =
      field_table(optional("savings", &Corridor::savings, Unit::fraction, unit_interval,
                           "bands [from, share]: our share of savings from this share of benchmark up"),
                  optional("losses", &Corridor::losses, Unit::fraction, unit_interval,
                           "bands [from, share]: our share of losses from this share of benchmark up"));
};
/// Line: sum over bands of share · (part of |balance| in the band), signed as the balance, - balance.
Expr apply(Corridor const& term, Position const& at);
std::vector<Problem> faults_in(Corridor const& term, PanelView const& view);

}  // namespace plimsoll
