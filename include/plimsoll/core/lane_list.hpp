#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/core/word_lanes.hpp"

namespace plimsoll {

/// Some of the lanes of a block, in ascending order.
struct LaneList {
  std::size_t size = 0;
  LanesOf<std::uint32_t> lane;
};

/// sum[lane] = the sum of all addends' lanes. One addend or more.
void sum_lanes(std::span<Lanes const> addends, Lanes& sum);

/// sum[lane] += addend[lane], and the same addend in every lane.
void add_lanes(Lanes const& addend, Lanes& sum);
void add_lanes(double addend, Lanes& sum);

/// Lanes where value is above limit.
void list_above(Lanes const& value, Lanes const& limit, LaneList& above);

/// picked[i] = values[lanes.lane[i]].
void pick(LanesOf<std::uint32_t> const& values, LaneList const& lanes, LanesOf<std::uint32_t>& picked);

}  // namespace plimsoll
