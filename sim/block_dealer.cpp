#include "plimsoll/sim/block_dealer.hpp"

#include <algorithm>

namespace plimsoll {

BlockDealer::BlockDealer(Team& team, std::vector<std::uint32_t> blocks) : team_(team) {
  if (!team.leads()) return;
  hand_ = std::move(blocks);
  if (team.size() > 1)
    server_ = std::thread([this] { team_.serve([this](Team::Ask what) { return give(what); }); });
}

BlockDealer::~BlockDealer() {
  stop_asking(TeamState::failed);
}

std::optional<std::uint32_t> BlockDealer::next() {
  std::lock_guard const lock(mutex_);
  if (at_ == hand_.size() && !over_ && !team_.leads()) {
    hand_ = team_.ask(Team::Ask::blocks);
    at_ = 0;
    over_ = hand_.empty();
  }
  if (at_ == hand_.size()) return std::nullopt;
  return hand_[at_++];
}

std::size_t BlockDealer::given_away() const {
  std::lock_guard const lock(mutex_);
  return given_;
}

/// Fewer at a time towards the end, so that all end together; neighbours, so that segments hold many.
std::vector<std::uint32_t> BlockDealer::give(Team::Ask what) {
  std::lock_guard const lock(mutex_);
  if (what == Team::Ask::leave) {
    at_ = hand_.size();  // one was stopped or failed: the round ends
    return {};
  }
  constexpr std::size_t hands_each = 8;
  std::size_t const left = hand_.size() - at_;
  std::size_t const share = left / (hands_each * static_cast<std::size_t>(team_.size()));
  std::size_t const count = std::min(left, std::clamp<std::size_t>(share, 1, Team::most_blocks));
  auto const first = hand_.begin() + static_cast<std::ptrdiff_t>(at_);
  at_ += count;
  given_ += count;
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

void BlockDealer::stop_asking(TeamState mine) {
  if (team_.leads()) {
    if (mine != TeamState::well) give(Team::Ask::leave);
    if (server_.joinable()) server_.join();
  } else if (!over_) {
    over_ = true;
    team_.ask(Team::Ask::leave);
  }
}

TeamState BlockDealer::close(TeamState mine) {
  stop_asking(mine);
  return team_.agree(mine);
}

}  // namespace plimsoll
