#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Takes a loss back as far as the two-way update would have avoided it. Stands right after the minimum: a
/// loss that the minimum left is tested again. Limits in shares of the benchmark keep the settled benchmark,
/// so that the guardrail can only help.
struct Guardrail {
  std::optional<Quantity> rate;     ///< read from by_size when not given
  std::vector<TablePoint> by_size;  ///< as in SymmetricMinimum
  std::optional<Quantity> size;     ///< as in SymmetricMinimum
  std::optional<Quantity> two_way_pbpy;
  static constexpr Clause clause{"guardrail",
                                 "Lowers a loss to what it would be under the two-way update, if less.",
                                 "42 CFR 425.652(b)(5)"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(optional("rate", &Guardrail::rate, Unit::fraction, unit_interval,
                           "share of the two-way benchmark that losses must reach"),
                  optional("by_size", &Guardrail::by_size, Unit::fraction, unit_interval,
                           "points [members, rate] of the rate by size, used when no rate is given"),
                  optional("size", &Guardrail::size, Unit::members, not_negative,
                           "assigned members for the rate by size; person-years when not given"),
                  optional("two_way_pbpy", &Guardrail::two_way_pbpy, Unit::dollars_pbpy, not_negative,
                           "benchmark under the two-way update; from the terms that build the benchmark when "
                           "not given"));
};
/// Line, where balance < 0: what takes the balance to 0 where the two-way benchmark reaches cost, or the loss
/// against it misses rate · two-way benchmark; else two-way benchmark - benchmark, at least 0.
Expr apply(Guardrail const& term, Position const& at);
std::vector<Problem> faults_in(Guardrail const& term, PanelView const& view);
/// Whether it reads the benchmark by enrolment type.
bool reads_build(Guardrail const& term);

}  // namespace plimsoll
