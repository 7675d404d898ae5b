#pragma once

#include <map>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Removes what a member spent above a limit for the year; part-year members meet a part-year limit.
/// Classes without a limit are not capped; limits of classes the study does not have are not used.
struct ClaimantCap {
  std::map<std::string, Quantity> limits;
  static constexpr Clause clause{"claimant_cap", "Removes what a member spent above a limit for the year.",
                                 "42 CFR 425.605(a), 425.654(a)"};
  static constexpr Target target = Target::cost;
  static constexpr Grain grain = Grain::member;
  static constexpr auto fields =
      field_table(required("limits", &ClaimantCap::limits, Unit::dollars_pbpy, not_negative,
                           "limit by enrolment type: spending above it does not count"));
};

/// Line: minus the excess over each class's limit.
Expr apply(ClaimantCap const& term, Position const& at);
std::vector<Problem> faults_in(ClaimantCap const& term, PanelView const& view);

}  // namespace plimsoll
