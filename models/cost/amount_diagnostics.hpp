#pragma once

#include <cstddef>
#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/fit_diagnostics.hpp"
#include "plimsoll/models/measure/people.hpp"
#include "totals_law.hpp"

namespace plimsoll {

inline constexpr auto fewest_in_group = static_cast<std::size_t>(fewest_shown);

/// Ranks that cut so many members into groups of `fewest_in_group` or more, 0 and `members` included; the groups
/// are of about equal width on the scale of ln(u / (1 − u)), so small in both tails.
std::vector<std::size_t> rank_groups(std::size_t members);

/// Expects `fewest_in_group` amounts or more.
AmountDiagnostics diagnose_amounts(SeverityLaw const& claim, std::vector<Amount> const& sample);

}  // namespace plimsoll
