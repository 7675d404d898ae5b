// Everything of a run that works on several threads at once, at once: tables made, blocks dealt and drawn,
// segments written and read by another thread. For the thread sanitizer (preset tsan), and for the bits.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "plimsoll/sim/block_dealer.hpp"
#include "plimsoll/sim/segment_store.hpp"
#include "support/preview_panel.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

constexpr std::uint64_t trials_drawn = 24 * lane_count - 100;

RunPlan plan_of(Engine engine, DriverPlan const& drivers) {
  std::vector<NamedExpr> const outputs{
      {"spend", test::year, Unit::dollars, "", test::column(test::amount())},
      {"excess", test::year, Unit::dollars, "", test::column(test::excess(30'000.0))}};
  return RunPlan(Seed{7}, trials_drawn, test::one_year, drivers, std::move(engine), compile(outputs));
}

/// The run by `threads` threads through a store that is flushed at every block and looked into all the while.
TrialTable drawn_through_store(RunPlan const& plan, std::size_t threads) {
  test::ScratchFolder const folder;
  SegmentStore store(folder.path(), "d1", plan.columns(), std::chrono::seconds(0));
  std::atomic<bool> over{false};
  std::thread watcher([&] {
    while (!over) {
      store.refresh();
      (void)store.done();
    }
  });
  Team team{Team::Alone{}};
  std::vector<std::uint32_t> blocks(plan.blocks());
  for (std::uint32_t block = 0; block < blocks.size(); ++block) blocks[block] = block;
  BlockDealer dealer(team, blocks);
  std::atomic<std::size_t> kept{0};
  execute(plan, [&] { return dealer.next(); }, {threads, {}, [&](TrialRows rows) {
                                                  store.add(std::move(rows));
                                                  ++kept;
                                                }});
  over = true;
  watcher.join();
  EXPECT_EQ(kept, plan.blocks());
  return store.assemble(plan.trials());
}

void expect_same_bits(RunPlan const& plan) {
  TrialTable const alone = simulate(plan, 1);
  for (std::size_t const threads : {2u, 4u}) {
    EXPECT_EQ(drawn_through_store(plan, threads).values, alone.values);
    EXPECT_EQ(simulate(plan, threads).values, alone.values);
  }
}

TEST(Threads, DrawMembersAndKeepThem) {
  DriverPlan const drivers = test::two_drivers();
  expect_same_bits(plan_of(test::members(test::member_panel(300, test::driven(drivers))), drivers));
}

TEST(Threads, PreviewPanels) {
  DriverPlan const drivers = test::two_drivers();
  std::vector<NamedExpr> const outputs{
      {"spend", test::year, Unit::dollars, "", test::column(test::amount())}};
  MemberPanel const panel = test::member_panel(300, test::driven(drivers));
  Engine const engine = test::preview(panel, drivers, outputs);
  RunPlan const plan(Seed{7}, trials_drawn, test::one_year, drivers, engine, compile(outputs));
  expect_same_bits(plan);
}

}  // namespace
}  // namespace plimsoll
