#pragma once

#include <cstddef>
#include <cstdint>

#include "plimsoll/core/lane_list.hpp"
#include "plimsoll/models/cost/count_guide.hpp"

namespace plimsoll {

// Counts over lanes of trials, by vector instructions where the machine has them. Each says in one line which
// scalar function it is; the bits are the same at every width.

using CountLanes = LanesOf<std::int32_t>;
using MeanLanes = LanesOf<float>;

/// counts[lane] = guide(means[lane], words[lane]).
void draw_counts(CountGuide const& guide, MeanLanes const& means, LanesOf<std::uint32_t> const& words,
                 std::size_t count, CountLanes& counts);

/// counts[lane] = guide(mean, words[lane]).
void draw_counts(CountGuide const& guide, float mean, LanesOf<std::uint32_t> const& words, std::size_t count,
                 CountLanes& counts);

/// 1 with chance `mean`, by inversion of the word's first 23 bits, else 0: the count of a hurdle.
constexpr std::int32_t hurdle(float mean, std::uint32_t word) {
  return static_cast<float>(2 * (~word >> 9) + 1) < mean * 0x1p24f ? 1 : 0;
}

/// counts[lane] = hurdle(means[lane], words[lane]).
void draw_hurdles(MeanLanes const& means, LanesOf<std::uint32_t> const& words, std::size_t count,
                  CountLanes& counts);

/// any[lane] = guide.any_below(means[lane]), over all lanes.
void any_below(CountGuide const& guide, MeanLanes const& means, LanesOf<std::uint32_t>& any);

/// Lanes of a rare category that may have a claim: those whose 22-bit place, of which byte number `byte` of
/// the word (0 is the highest) is the beginning, can lie below any[lane].
void list_possible(LanesOf<std::uint32_t> const& any, LanesOf<std::uint32_t> const& words, int byte,
                   LaneList& possible);

/// The word whose first byte is byte number `byte` of `shared` and whose other bits are those of `own`: what
/// a rare category draws its count from.
constexpr std::uint32_t join_words(std::uint32_t shared, int byte, std::uint32_t own) {
  return (shared << (8 * byte) & 0xFF000000u) | (own & 0x00FFFFFFu);
}

}  // namespace plimsoll
