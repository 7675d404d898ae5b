#include "plimsoll/sim/kept_draw.hpp"

#include <mutex>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

KeptDraw::KeptDraw(RunPlan const& plan, TallyPlan tallies, std::size_t threads,
                   std::function<void(std::size_t done, std::size_t blocks)> const& progress)
    : tallies_(std::move(tallies)) {
  blocks_.assign(plan.blocks(), Experience(0, plan.years().size()));
  std::mutex mutex;
  std::size_t done = 0;
  for_each_block(plan.blocks(), threads, [&](std::uint32_t number) {
    TrialBlock const block = plan.block(number);
    DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), block);
    blocks_[number] = std::visit(
        [&](auto const& engine) {
          return plimsoll::draw(engine, tallies_, drivers, plan.years(), plan.seed(), block);
        },
        plan.engine());
    std::lock_guard const lock(mutex);
    if (progress) progress(++done, plan.blocks());
  });
}

Experience KeptDraw::block(std::uint32_t number, TallyPlan const& tallies) const {
  PLIMSOLL_EXPECT(number < blocks_.size());
  Experience const& drawn = blocks_[number];
  Experience wanted(tallies.tallies().size(), drawn.years());
  for (std::size_t i = 0; i < tallies.tallies().size(); ++i) {
    auto const from = tallies_.find(tallies.tallies()[i]);
    PLIMSOLL_EXPECT(from.has_value());
    for (std::size_t year = 0; year < drawn.years(); ++year)
      wanted.at(static_cast<TallyId>(i), year) = drawn.at(*from, year);
  }
  return wanted;
}

TrialTable settle(RunPlan const& plan, KeptDraw const& kept, std::size_t threads) {
  TrialTable table = empty_trials(plan.columns(), plan.trials());
  table.design = plan.design(plan.trials());
  for_each_block(plan.blocks(), threads, [&](std::uint32_t number) {
    TrialBlock const block = plan.block(number);
    DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), block);
    put_rows(table, plan.settle(block, drivers, kept.block(number, plan.tallies())));
  });
  return table;
}

}  // namespace plimsoll
