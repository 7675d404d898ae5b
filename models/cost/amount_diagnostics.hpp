#pragma once

#include <cstddef>
#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/fit_diagnostics.hpp"
#include "totals_law.hpp"

namespace plimsoll {

/// Fewer members than this never stand behind a figure.
inline constexpr std::size_t fewest_shown = 11;

/// Ranks that cut so many members into groups of `fewest_shown` or more, 0 and `members` included; the groups
/// are of about equal width on the scale of ln(u / (1 − u)), so small in both tails.
std::vector<std::size_t> rank_groups(std::size_t members);

/// Expects `fewest_shown` amounts or more.
AmountDiagnostics diagnose_amounts(SeverityLaw const& claim, std::vector<Amount> const& sample);

}  // namespace plimsoll
