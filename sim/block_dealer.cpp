#include "plimsoll/sim/block_dealer.hpp"

namespace plimsoll {

BlockDealer::BlockDealer(Team& team, std::vector<std::uint32_t> blocks) : team_(team) {
  if (!team.leads()) return;
  stretches_ = {std::move(blocks), static_cast<std::size_t>(team.size())};
  if (team.size() > 1)
    server_ =
        std::thread([this] { team_.serve([this](int rank, Team::Ask what) { return give(rank, what); }); });
}

BlockDealer::~BlockDealer() {
  stop_asking(TeamState::failed);
}

std::optional<std::uint32_t> BlockDealer::next() {
  std::lock_guard const lock(mutex_);
  if (at_ == hand_.size() && !over_) {
    hand_ = team_.leads() ? take(0, 1) : team_.ask(Team::Ask::blocks);
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

std::vector<std::uint32_t> BlockDealer::give(int rank, Team::Ask what) {
  std::lock_guard const lock(mutex_);
  if (what == Team::Ask::leave) {
    stretches_.clear();  // one was stopped or failed: the round ends
    return {};
  }
  std::vector<std::uint32_t> const hand = take(rank, Team::most_blocks);
  given_ += hand.size();
  return hand;
}

std::vector<std::uint32_t> BlockDealer::take(int rank, std::size_t most) {
  auto const blocks = stretches_.take(static_cast<std::size_t>(rank), most);
  return {blocks.begin(), blocks.end()};
}

void BlockDealer::stop_asking(TeamState mine) {
  if (team_.leads()) {
    if (mine != TeamState::well) give(team_.rank(), Team::Ask::leave);
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
