#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plimsoll/models/cost/year_change.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// Two years of one population, as rows of members.
struct MemberHistory {
  MemberYears before, now;
  int year_before = 0, year = 0;
};

/// Who came, stayed and went, and what each of them did to the cost. Joiners, stayers and leavers are not
/// told apart where one of them is 1 to 10 people.
Table movement_table(MemberHistory const& history);

/// Cost by category against that of the year before with trend; `what` names the column.
Table gap_table(MemberHistory const& history, double trend, std::string const& what);

/// The dearest share of members in each year beside all others.
Table top_table(MemberHistory const& history, double share);

/// Layers of cost, which have at least `fewest_shown` members each or none.
Table layer_table(std::vector<CostLayer> const& layers, GroupYear const& all, int year);

/// What limits take out: those at which layers meet; the others are suppressed.
Table truncation_table(std::vector<CostLayer> const& layers, GroupYear const& all, int year,
                       std::vector<double> const& limits);

}  // namespace plimsoll
