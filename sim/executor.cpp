#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <numeric>

#include "parallel.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

namespace {

std::size_t threads_of(std::size_t asked) {
  return asked > 0 ? asked : static_cast<std::size_t>(oneapi::tbb::info::default_concurrency());
}

template <class Work>
void in_parallel(std::size_t count, std::size_t asked, Work const& work) {
  namespace tbb = oneapi::tbb;
  std::size_t const threads = threads_of(asked);
  // Without this, more threads than cores would be cut back with a warning on the user's terminal.
  tbb::global_control const allowed(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] { for_all(count, work); });
}

}  // namespace

bool execute(RunPlan const& plan, NextBlock const& next, Execution const& execution) {
  std::atomic<bool> stopped{false};
  auto const draw = [&] {
    while (!stopped) {
      std::optional<std::uint32_t> const block = next();
      if (!block) return;
      // Asked after a block is there to draw: a run that is complete was not stopped.
      if (execution.stop && execution.stop()) stopped = true;
      if (!stopped) execution.finished(plan.run_block(plan.block(*block)));
    }
  };
  std::size_t const threads = threads_of(execution.threads);
  in_parallel(threads, threads, [&](std::size_t) {
    try {
      draw();
    } catch (...) {
      stopped = true;  // the other threads end too
      throw;
    }
  });
  return !stopped;
}

bool execute(RunPlan const& plan, std::vector<std::uint32_t> const& blocks, Execution const& execution) {
  std::atomic<std::size_t> at{0};
  auto const next = [&]() -> std::optional<std::uint32_t> {
    std::size_t const i = at++;
    return i < blocks.size() ? std::optional(blocks[i]) : std::nullopt;
  };
  return execute(plan, next, execution);
}

void for_each_block(std::uint32_t count, std::size_t threads,
                    std::function<void(std::uint32_t)> const& work) {
  in_parallel(count, threads, [&](std::size_t block) { work(static_cast<std::uint32_t>(block)); });
}

TrialTable simulate(RunPlan const& plan, std::size_t threads) {
  TrialTable table = empty_trials(plan.columns(), plan.trials());
  table.design = plan.design(plan.trials());
  std::vector<std::uint32_t> blocks(plan.blocks());
  std::iota(blocks.begin(), blocks.end(), 0u);
  // Every block writes its own places: no lock, no order.
  execute(plan, blocks, {threads, {}, [&](TrialRows const& rows) { put_rows(table, rows); }});
  return table;
}

}  // namespace plimsoll
