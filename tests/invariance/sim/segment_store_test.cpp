#include "plimsoll/sim/segment_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <thread>

#include "plimsoll/sim/results_file.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

constexpr std::uint32_t blocks = 40;
constexpr std::uint64_t trials = 10'000;  // the last block is used in part

std::vector<std::uint32_t> shuffled(unsigned seed) {
  std::vector<std::uint32_t> order(blocks);
  std::iota(order.begin(), order.end(), 0u);
  if (seed != 0) std::ranges::shuffle(order, std::mt19937(seed));
  return order;
}

SegmentStore open_store(std::filesystem::path const& folder) {
  return SegmentStore(folder, "d1", test::some_columns(), std::chrono::hours(1));
}

std::string finish(std::filesystem::path const& folder, SegmentStore& store) {
  auto const file = folder / "results.h5";
  write_results(file, test::some_header(), store.assemble(trials), {{"mean", 1.5, 0.1, 1.3, 1.7, "dollars"}});
  store.discard();
  EXPECT_THAT(test::files_below(folder), testing::ElementsAre(file));
  return test::read_bytes(file);
}

/// Bytes of results.h5 when blocks come in a shuffled order and are flushed after every `flush_after` of
/// them.
std::string run(unsigned seed, std::size_t flush_after) {
  test::ScratchFolder folder;
  auto store = open_store(folder.path());
  std::size_t added = 0;
  for (auto const block : shuffled(seed)) {
    store.add(test::some_rows(block, 3));
    if (++added % flush_after == 0) store.flush();
  }
  return finish(folder.path(), store);
}

TEST(RunInvariance, OrderAndSegmentationChangeNoByte) {
  auto const plain = run(0, blocks);
  EXPECT_GT(plain.size(), 100'000u);
  EXPECT_EQ(run(1, blocks), plain);
  EXPECT_EQ(run(2, 1), plain);
  EXPECT_EQ(run(3, 7), plain);
}

TEST(RunInvariance, StopAndResumeChangeNoByte) {
  auto const plain = run(0, blocks);
  for (std::size_t const stop_after : {1u, 13u, 39u}) {
    test::ScratchFolder folder;
    auto const order = shuffled(4);
    {
      auto store = open_store(folder.path());
      for (std::size_t i = 0; i < stop_after; ++i) store.add(test::some_rows(order[i], 3));
      store.flush();
      // Not flushed before the stop: lost, and drawn again.
      store.add(test::some_rows(order[stop_after], 3));
    }
    auto store = open_store(folder.path());
    auto const done = store.done();
    EXPECT_EQ(done.size(), stop_after);
    for (std::uint32_t block = 0; block < blocks; ++block) {
      if (!done.contains(block)) store.add(test::some_rows(block, 3));
    }
    EXPECT_EQ(finish(folder.path(), store), plain);
  }
}

TEST(RunInvariance, ThreadsChangeNoByte) {
  test::ScratchFolder folder;
  SegmentStore store(folder.path(), "d1", test::some_columns(), std::chrono::microseconds(200));
  auto const order = shuffled(5);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = t; i < order.size(); i += 4) store.add(test::some_rows(order[i], 3));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(finish(folder.path(), store), run(0, blocks));
}

TEST(RunInvariance, OneBitOfOneTrialChangesTheFile) {
  test::ScratchFolder folder;
  auto store = open_store(folder.path());
  for (std::uint32_t block = 0; block < blocks; ++block) {
    auto rows = test::some_rows(block, 3);
    if (block == 20) rows.columns[1][5] = std::nextafter(rows.columns[1][5], 0.0);
    store.add(std::move(rows));
  }
  EXPECT_NE(finish(folder.path(), store), run(0, blocks));
}

}  // namespace
}  // namespace plimsoll
