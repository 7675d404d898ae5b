#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll {

/// The blocks of a round that are not dealt yet, parted among the processes of a team. Each has a stretch of
/// neighbours of its own and is dealt from its front, so that what a process draws lies in few segments; one
/// that has none left takes the rear half of the longest, so that none waits for a slow one.
class BlockStretches {
 public:
  /// None.
  BlockStretches() = default;
  /// Blocks in the order of dealing, parted evenly among `processes`, at least one.
  BlockStretches(std::vector<std::uint32_t> blocks, std::size_t processes);

  /// The next blocks of a process: an eighth of its stretch, at most `most` and at least one, so fewer at a
  /// time towards the end; none when no process has any left. Valid while this lives.
  std::span<std::uint32_t const> take(std::size_t process, std::size_t most);
  /// Nothing is left of any stretch.
  void clear();

 private:
  struct Stretch {
    std::size_t first = 0, end = 0;
    std::size_t size() const { return end - first; }
  };

  std::vector<std::uint32_t> blocks_;
  std::vector<Stretch> stretches_;  // by process, over blocks_
};

}  // namespace plimsoll
