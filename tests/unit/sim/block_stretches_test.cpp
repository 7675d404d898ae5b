#include "plimsoll/sim/block_stretches.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace plimsoll {
namespace {

using Blocks = std::vector<std::uint32_t>;

Blocks neighbours(std::uint32_t count) {
  Blocks blocks(count);
  std::iota(blocks.begin(), blocks.end(), 100u);
  return blocks;
}

/// What each process drew when process i comes for more every `pace[i]` steps; none comes where it is 0.
std::vector<Blocks> dealt(BlockStretches stretches, std::vector<int> const& pace) {
  std::vector<Blocks> drawn(pace.size());
  std::vector<std::size_t> in_hand(pace.size());
  for (int step = 1, quiet = 0; quiet < 100; ++step, ++quiet)
    for (std::size_t i = 0; i < pace.size(); ++i) {
      if (pace[i] == 0 || step % pace[i] != 0) continue;
      if (in_hand[i] == 0) {
        auto const hand = stretches.take(i, 32);
        drawn[i].insert(drawn[i].end(), hand.begin(), hand.end());
        in_hand[i] = hand.size();
      }
      if (in_hand[i] == 0) continue;
      --in_hand[i];
      quiet = 0;
    }
  return drawn;
}

/// Segments a process leaves: runs of neighbours among its blocks.
std::size_t runs_of(Blocks blocks) {
  std::ranges::sort(blocks);
  std::size_t runs = blocks.empty() ? 0 : 1;
  for (std::size_t i = 1; i < blocks.size(); ++i) runs += blocks[i] != blocks[i - 1] + 1;
  return runs;
}

Blocks all_of(std::vector<Blocks> const& drawn) {
  Blocks all;
  for (auto const& own : drawn) all.insert(all.end(), own.begin(), own.end());
  return all;
}

TEST(BlockStretches, OfOneProcessAreDealtInTheOrderGiven) {
  EXPECT_THAT(all_of(dealt({{7, 3, 5}, 1}, {1})), testing::ElementsAre(7, 3, 5));
}

TEST(BlockStretches, EqualsDrawFewSegments) {
  auto const drawn = dealt({neighbours(1000), 4}, {1, 1, 1, 1});
  EXPECT_THAT(all_of(drawn), testing::UnorderedElementsAreArray(neighbours(1000)));
  for (auto const& own : drawn) {
    EXPECT_EQ(own.size(), 250u);
    EXPECT_EQ(runs_of(own), 1u);
  }
}

TEST(BlockStretches, ASlowProcessGetsFewerAndNoneWaitsForIt) {
  auto const drawn = dealt({neighbours(1000), 2}, {1, 4});
  EXPECT_THAT(all_of(drawn), testing::UnorderedElementsAreArray(neighbours(1000)));
  EXPECT_NEAR(static_cast<double>(drawn[0].size()), 800.0, 20.0);
  EXPECT_LE(runs_of(drawn[0]) + runs_of(drawn[1]), 16u);
}

TEST(BlockStretches, TheShareOfOneThatNeverComesIsDrawnByTheOthers) {
  auto const drawn = dealt({neighbours(97), 3}, {1, 0, 1});
  EXPECT_THAT(all_of(drawn), testing::UnorderedElementsAreArray(neighbours(97)));
}

TEST(BlockStretches, OfMoreProcessesThanBlocksGoToWhoComes) {
  BlockStretches stretches(neighbours(2), 5);
  EXPECT_EQ(stretches.take(4, 1).size(), 1u);
  EXPECT_EQ(stretches.take(0, 1).size(), 1u);
  EXPECT_TRUE(stretches.take(1, 1).empty());
}

TEST(BlockStretches, AClearedRoundHasNoMore) {
  BlockStretches stretches(neighbours(10), 2);
  stretches.take(0, 1);
  stretches.clear();
  EXPECT_TRUE(stretches.take(0, 1).empty());
  EXPECT_TRUE(stretches.take(1, 1).empty());
}

}  // namespace
}  // namespace plimsoll
