#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace plimsoll {

/// Trials in one block: the unit of work, of merging and of storage. A constant of the format, never of the
/// machine.
inline constexpr std::size_t lane_count = 256;

/// One number per trial of a block.
struct alignas(64) Lanes : std::array<double, lane_count> {
  static Lanes filled(double value) {
    Lanes lanes;
    lanes.fill(value);
    return lanes;
  }
};

/// 256 trials: consecutive ones, or those listed. Blocks are always drawn whole; a run reports its first T
/// trials.
struct TrialBlock {
  std::uint32_t index = 0;
  /// Numbers of the block's 256 trials where they were chosen; whoever chose them keeps them alive.
  std::uint32_t const* chosen = nullptr;
  std::uint32_t trial(std::size_t lane) const {
    if (chosen) return chosen[lane];
    return index * static_cast<std::uint32_t>(lane_count) + static_cast<std::uint32_t>(lane);
  }
  /// Where the block's first row stands among the rows of its run.
  std::uint64_t first_row() const { return std::uint64_t{index} * lane_count; }
};

/// Blocks that cover `trials` trials.
constexpr std::uint32_t blocks_for(std::uint64_t trials) {
  return static_cast<std::uint32_t>((trials + lane_count - 1) / lane_count);
}

}  // namespace plimsoll
