#include "live/redrawn_trials.hpp"

#include <algorithm>

#include "plimsoll/scenarios/estimator.hpp"
#include "run/kept_trials.hpp"

namespace plimsoll {
namespace {

bool keeps_tallies(OpenedRun const& run) {
  std::vector<ColumnInfo> const& columns = run.results.table.columns;
  return run.study.loaded.study.run.estimator == EstimatorKind::plain &&
         std::any_of(columns.begin(), columns.end(),
                     [](ColumnInfo const& column) { return column.name.starts_with("experience/"); });
}

/// Columns of `again` must be the run's own in every row.
void expect_same(OpenedRun const& run, TrialTable const& again) {
  for (std::size_t i = 0; i < again.columns.size(); ++i) {
    ColumnInfo const& info = again.columns[i];
    auto const kept = run.results.table.column(info.name, info.year);
    if (!kept) continue;
    std::span<double const> const values = again.column(i);
    auto const differs = std::mismatch(values.begin(), values.end(), kept->begin()).first;
    if (differs != values.end())
      expect_kept(run, info, static_cast<std::size_t>(differs - values.begin()), *differs);
  }
}

}  // namespace

TrialTable redrawn_trials(OpenedRun const& run, Program program, std::uint64_t trials, std::size_t threads) {
  if (run.results.table.column("importance/trial"))
    throw InputError(Problem{{(run.folder / "results.h5").string(), 0, 0},
                             "",
                             "holds trials chosen by importance",
                             "they do not weigh the same, and their preview is kept by no run",
                             "run the study without --method importance"});
  RunPlan const& own = run.study.plan;
  RunPlan const plan(own.seed(), own.trials(), own.years(), own.drivers(), own.engine(), std::move(program));
  std::optional<CompiledStudy> study;  // as kept tallies are read: the run's, asking for this program's
  std::optional<KeptTrials> kept;
  if (keeps_tallies(run)) {
    study = run.study;
    study->plan = plan;
    kept.emplace(run.folder / "results.h5", run.results.table, *study);
    if (kept->reads_between()) kept.reset();
  }
  TrialTable table = empty_trials(plan.columns(), trials);
  for_each_block(blocks_for(trials), threads, [&](std::uint32_t number) {
    TrialBlock const block = plan.block(number);
    DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), block);
    put_rows(table, plan.settle(block, drivers,
                                kept ? kept->at(block, drivers, CurveEnds{}) : plan.draw(block, drivers)));
  });
  expect_same(run, table);
  return table;
}

}  // namespace plimsoll
