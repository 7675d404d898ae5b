#pragma once

#include "reserve/held_amount.hpp"
#include "summary/money.hpp"

namespace plimsoll {

/// Chance of owing, best estimate, margin, reserve and what it is worth, by holder.
Table reserve_size_table(Study const& study, TrialTable const& trials, std::vector<Holder> const& holders,
                         int year, Money const& money);

/// Percentiles and tail means of what may be owed at 75, 90, 95 and 99 %, by holder.
Table reserve_levels_table(TrialTable const& trials, std::vector<Holder> const& holders, int year,
                           Money const& money);

}  // namespace plimsoll
