#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// What running the contract costs us. An amount in dollars is spent even where there is no member.
struct Administration {
  std::optional<Quantity> pmpm;
  std::optional<Quantity> share_of_benchmark;
  std::optional<Quantity> dollars;
  static constexpr Clause clause{"administration", "Takes our own cost of running the contract.",
                                 "own budget"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool opens_balance = true;
  bool needs_benchmark() const { return share_of_benchmark.has_value(); }
  bool stands_without_exposure() const { return dollars.has_value(); }
  static constexpr auto fields =
      field_table(optional("pmpm", &Administration::pmpm, Unit::dollars_pmpm, not_negative, "cost by member"),
                  optional("share_of_benchmark", &Administration::share_of_benchmark, Unit::fraction,
                           unit_interval, "cost as a share of benchmark: of capitation, of premium"),
                  optional("dollars", &Administration::dollars, Unit::dollars, not_negative,
                           "cost a year whatever the number of members"));
};
/// Line: -pmpm · member months, -share_of_benchmark · benchmark, or -dollars.
Expr apply(Administration const& term, Position const& at);
std::vector<Problem> faults_in(Administration const& term, PanelView const& view);

}  // namespace plimsoll
