#pragma once

#include <vector>

#include "plimsoll/models/reserve/schedule.hpp"
#include "reserve/held_amount.hpp"
#include "summary/money.hpp"

namespace plimsoll {

/// One performance year of the signed contracts: the reserve on the books, and the upside that the
/// recognition rules leave.
struct BookedYear {
  int year;
  Figure reserve;
  Figure upside;
};

/// Opening, accrued, released and closing reserve by calendar quarter, open years apart; and the upside a
/// budget may count, from the last month it can come in.
Table schedule_table(std::vector<BookedYear> const& years, ReleaseWindow const& window, Money const& money);

/// What holding the reserves costs to their release, at each price the study gives.
Table holding_table(Study const& study, std::vector<BookedYear> const& years, ReleaseWindow const& window);

/// Regulatory floors, each with what it asks for and what is held against it.
Table floor_table(Study const& study);

/// What the signed contracts settle, by participant, to the cent.
Table participant_table(Study const& study, TrialTable const& trials, Holder const& holder, int year);

}  // namespace plimsoll
