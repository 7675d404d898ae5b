#pragma once

#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// Partial capitation and other contracts for part of the care: what is dropped no longer counts as cost, and
// limits on a member's year that stand below see only what is left.

/// Keeps some service lines.
struct ServiceScope {
  std::vector<std::string> categories;
  static constexpr Clause clause{"scope", "Keeps the service lines named; the others do not count.",
                                 "contract, division of financial responsibility"};
  static constexpr Target target = Target::cost;
  static constexpr Grain grain = Grain::member;
  static constexpr auto fields =
      field_table(required("categories", &ServiceScope::categories, "service lines that count"));
};
/// Line: minus what members spent in the service lines dropped.
Expr apply(ServiceScope const& term, Position const& at);
void narrow(ServiceScope const& term, Position& at);
std::vector<Problem> faults_in(ServiceScope const& term, PanelView const& view);

/// Drops some service lines.
struct CarveOut {
  std::vector<std::string> categories;
  static constexpr Clause clause{"carve_out", "Drops the service lines named: they do not count.",
                                 "contract, division of financial responsibility"};
  static constexpr Target target = Target::cost;
  static constexpr Grain grain = Grain::member;
  static constexpr auto fields =
      field_table(required("categories", &CarveOut::categories, "service lines that do not count"));
};
/// Line: minus what members spent in the service lines dropped.
Expr apply(CarveOut const& term, Position const& at);
void narrow(CarveOut const& term, Position& at);
std::vector<Problem> faults_in(CarveOut const& term, PanelView const& view);

}  // namespace plimsoll
