#pragma once

#include <cstddef>
#include <cstdint>

#include "plimsoll/models/cost/count_lanes.hpp"
#include "plimsoll/models/cost/sum_table.hpp"

namespace plimsoll {

// Amounts over lanes of trials, by vector instructions where the machine has them; the bits are the same at
// every width.

/// What a unit of a table's amounts comes to: `cents` times by_lane[lane].
struct UnitPrice {
  double cents;
  Lanes const& by_lane;
  double at(std::size_t lane) const { return cents * by_lane[lane]; }
};

/// cents[lane] = the sum of counts[lane] amounts at the lane's price, in whole cents, half to even. Lanes
/// listed in `further` need a second word: theirs are left for the caller.
void draw_sums(SumTable const& table, CountLanes const& counts, LanesOf<std::uint32_t> const& words,
               UnitPrice const& price, std::size_t count, Lanes& cents, LaneList& further);

/// units[lane] = 0 without claims, else the one amount of words[lane]: the first claim of each lane. Lanes
/// listed in `further` need a second word: theirs are left for the caller.
void draw_first_amounts(SumTable const& table, CountLanes const& counts, LanesOf<std::uint32_t> const& words,
                        Lanes& units, LaneList& further);

/// Lanes with more than one claim, and how many each has after the first.
void list_more(CountLanes const& counts, LaneList& lanes, CountLanes& left);

/// Takes four from what is left and drops the lanes that had no more.
void take_four(LaneList& lanes, CountLanes& left);

/// units[lanes.lane[i]] += up to four more amounts, one a word of the page, as many as are left. Places of
/// the list named in `further` need a second word for one of them: theirs are left for the caller.
void add_amounts(SumTable const& table, LaneList const& lanes, CountLanes const& left, WordLanes const& page,
                 Lanes& units, LaneList& further);

/// cents[lane] = units[lane] at the lane's price, in whole cents, half to even, over all lanes.
void price_units(Lanes const& units, UnitPrice const& price, Lanes& cents);

}  // namespace plimsoll
