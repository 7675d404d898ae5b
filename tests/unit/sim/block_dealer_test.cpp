#include "plimsoll/sim/block_dealer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {
namespace {

TEST(BlockDealer, DealsEveryBlockOnceInTheOrderGiven) {
  Team alone{Team::Alone{}};
  BlockDealer dealer(alone, {7, 3, 5});
  std::vector<std::uint32_t> dealt;
  while (auto const block = dealer.next()) dealt.push_back(*block);
  EXPECT_THAT(dealt, testing::ElementsAre(7, 3, 5));
  EXPECT_FALSE(dealer.next());
  EXPECT_EQ(dealer.given_away(), 0u);
  EXPECT_EQ(dealer.close(TeamState::well), TeamState::well);
}

TEST(BlockDealer, DealsToManyThreads) {
  Team alone{Team::Alone{}};
  std::vector<std::uint32_t> blocks(10'000);
  for (std::uint32_t i = 0; i < blocks.size(); ++i) blocks[i] = i;
  BlockDealer dealer(alone, blocks);
  std::vector<std::vector<std::uint32_t>> dealt(4);
  std::vector<std::thread> threads;
  for (auto& own : dealt)
    threads.emplace_back([&] {
      while (auto const block = dealer.next()) own.push_back(*block);
    });
  for (auto& thread : threads) thread.join();
  std::vector<std::uint32_t> all;
  for (auto const& own : dealt) all.insert(all.end(), own.begin(), own.end());
  EXPECT_THAT(all, testing::UnorderedElementsAreArray(blocks));
}

TEST(Team, OfOneAgreesWithItself) {
  Team alone{Team::Alone{}};
  EXPECT_TRUE(alone.leads());
  EXPECT_EQ(alone.size(), 1);
  EXPECT_EQ(alone.agree(TeamState::stopped), TeamState::stopped);
  EXPECT_THAT(alone.broadcast({std::byte{3}}), testing::ElementsAre(std::byte{3}));
  EXPECT_TRUE(alone.fail());
}

}  // namespace
}  // namespace plimsoll
