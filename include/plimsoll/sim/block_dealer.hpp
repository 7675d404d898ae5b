#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "plimsoll/sim/block_stretches.hpp"
#include "plimsoll/sim/team.hpp"

namespace plimsoll {

/// Deals the blocks of one round of drawing to the threads of every process of a team, as they come for more:
/// a slow process gets fewer. Which process draws a block changes no result.
class BlockDealer {
 public:
  /// `blocks` in the order of dealing; the leader's count, the others' are not looked at.
  BlockDealer(Team& team, std::vector<std::uint32_t> blocks);
  BlockDealer(BlockDealer const&) = delete;
  BlockDealer& operator=(BlockDealer const&) = delete;
  ~BlockDealer();

  /// The next block for a thread of this process; nothing when there are no more.
  std::optional<std::uint32_t> next();
  /// Blocks the leader gave away so far.
  std::size_t given_away() const;
  /// Ends the round: all wait. What this process drew must be on disk. Gives how the round ended for all;
  /// throws TeamFailed where another process failed.
  TeamState close(TeamState mine);

 private:
  std::vector<std::uint32_t> give(int rank, Team::Ask what);
  std::vector<std::uint32_t> take(int rank, std::size_t most);
  void stop_asking(TeamState mine);

  Team& team_;
  mutable std::mutex mutex_;
  BlockStretches stretches_;         // the leader's
  std::vector<std::uint32_t> hand_;  // dealt to this process
  std::size_t at_ = 0;
  std::size_t given_ = 0;
  bool over_ = false;  // there are no more for us
  std::thread server_;
};

}  // namespace plimsoll
