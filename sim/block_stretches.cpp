#include "plimsoll/sim/block_stretches.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

BlockStretches::BlockStretches(std::vector<std::uint32_t> blocks, std::size_t processes)
    : blocks_(std::move(blocks)) {
  PLIMSOLL_EXPECT(processes > 0);
  for (std::size_t i = 0; i < processes; ++i)
    stretches_.push_back({blocks_.size() * i / processes, blocks_.size() * (i + 1) / processes});
}

std::span<std::uint32_t const> BlockStretches::take(std::size_t process, std::size_t most) {
  PLIMSOLL_EXPECT(process < stretches_.size() && most > 0);
  constexpr std::size_t hands = 8;
  Stretch& own = stretches_[process];
  if (own.size() == 0) {
    Stretch& longest = *std::ranges::max_element(stretches_, {}, &Stretch::size);
    own = {longest.first + longest.size() / 2, longest.end};
    longest.end = own.first;
  }
  std::size_t const count = std::min(own.size(), std::clamp<std::size_t>(own.size() / hands, 1, most));
  own.first += count;
  return std::span(blocks_).subspan(own.first - count, count);
}

void BlockStretches::clear() {
  std::ranges::fill(stretches_, Stretch{});
}

}  // namespace plimsoll
