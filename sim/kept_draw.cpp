#include "plimsoll/sim/kept_draw.hpp"

#include <algorithm>
#include <mutex>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

bool KeptDraw::has(TallyPlan const& tallies) const {
  return std::all_of(tallies.tallies().begin(), tallies.tallies().end(), [&](Tally const& tally) {
    return std::any_of(parts_.begin(), parts_.end(),
                       [&](Part const& part) { return part.tallies.find(tally).has_value(); });
  });
}

void KeptDraw::draw(RunPlan const& plan, TallyPlan const& tallies, std::size_t threads,
                    std::function<void(std::size_t done, std::size_t blocks)> const& progress) {
  Part part{{}, std::vector<Experience>(plan.blocks(), Experience(0, plan.years().size()))};
  for (Tally const& tally : tallies.tallies()) {
    TallyPlan one;
    one.add(tally);
    if (!has(one)) part.tallies.add(tally);
  }
  std::mutex mutex;
  std::size_t done = 0;
  for_each_block(plan.blocks(), threads, [&](std::uint32_t number) {
    TrialBlock const block = plan.block(number);
    DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), block);
    part.blocks[number] = std::visit(
        [&](auto const& engine) {
          return plimsoll::draw(engine, part.tallies, drivers, plan.years(), plan.seed(), block);
        },
        plan.engine());
    std::lock_guard const lock(mutex);
    if (progress) progress(++done, plan.blocks());
  });
  parts_.push_back(std::move(part));
}

Experience KeptDraw::block(std::uint32_t number, TallyPlan const& tallies) const {
  PLIMSOLL_EXPECT(has(tallies) && !parts_.empty() && number < parts_.front().blocks.size());
  std::size_t const years = parts_.front().blocks[number].years();
  Experience wanted(tallies.tallies().size(), years);
  for (std::size_t i = 0; i < tallies.tallies().size(); ++i)
    for (Part const& part : parts_)
      if (auto const from = part.tallies.find(tallies.tallies()[i]))
        for (std::size_t year = 0; year < years; ++year)
          wanted.at(static_cast<TallyId>(i), year) = part.blocks[number].at(*from, year);
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
