#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "plimsoll/core/address.hpp"
#include "plimsoll/core/lanes.hpp"

namespace plimsoll {

/// Whole numbers and singles by lane, aligned for vector loads.
template <class T>
struct alignas(64) LanesOf : std::array<T, lane_count> {};

/// Trial numbers of up to 256 lanes; a kernel works on the first so many.
using TrialLanes = LanesOf<std::uint32_t>;

/// The four words of one page, by lane.
using WordLanes = std::array<LanesOf<std::uint32_t>, 4>;

/// words_at(at, trials[lane], page) for the first `count` lanes, by vector instructions: the same bits. Lanes
/// beyond `count` are left as they are or overwritten.
void draw_words(WordAddress const& at, std::uint32_t page, TrialLanes const& trials, std::size_t count,
                WordLanes& words);

/// Trials of a block, by lane.
TrialLanes trials_of(TrialBlock block);

}  // namespace plimsoll
