#include "plimsoll/scenarios/run_study.hpp"

#include <fmt/format.h>

#include <mutex>
#include <set>

#include "compile/method_checks.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/exact_run.hpp"
#include "plimsoll/scenarios/summary.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "plimsoll/sim/digest.hpp"
#include "plimsoll/sim/segment_store.hpp"
#include "run/run_header.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

bool has_parts(fs::path const& folder) {
  std::error_code error;
  fs::path const parts = folder / "parts";
  return fs::is_directory(parts, error) && !fs::is_empty(parts, error);
}

void check_folder(CompiledStudy const& study, RunSetting const& setting) {
  bool const finished = fs::exists(setting.folder / "results.h5");
  std::string const folder = setting.folder.string();
  switch (setting.use) {
    case RunFolderUse::replace: return;
    case RunFolderUse::fresh:
      if (finished)
        throw IoError(folder + " holds a finished run; choose another folder, or --force to replace it");
      if (has_parts(setting.folder))
        throw IoError(folder + " holds a run that was stopped; --resume continues it, --force starts over");
      return;
    case RunFolderUse::resume:
      if (fs::exists(setting.folder / "parts" / study.digest)) return;
      if (finished ? read_results(setting.folder / "results.h5").header.plan_digest != study.digest
                   : has_parts(setting.folder))
        throw InputError(Problem{{folder, 0, 0},
                                 "",
                                 "holds a run of another plan",
                                 "study, inputs, seed, settings or program differ",
                                 "--force starts over"});
  }
}

/// A finished run of the same plan counts as a segment: a longer run draws only what is missing. Returns its
/// trials, of which there may be no more than `most`.
std::uint64_t take_finished(CompiledStudy const& study, RunSetting const& setting, std::uint64_t most,
                            SegmentStore& store) {
  fs::path const file = setting.folder / "results.h5";
  if (setting.use != RunFolderUse::resume || !fs::exists(file)) return 0;
  Results const results = read_results(file);
  if (results.table.trials > most)
    throw IoError(fmt::format("{} already holds {} trials of this run; --resume never makes a run shorter",
                              setting.folder.string(), results.table.trials));
  std::vector<std::span<double const>> columns;
  for (ColumnInfo const& column : study.plan.columns()) {
    auto const values = results.table.column(column.name, column.year);
    PLIMSOLL_EXPECT(values.has_value());  // equal plan digests have equal columns
    columns.push_back(*values);
  }
  for (std::uint32_t block = 0; (block + 1) * lane_count <= results.table.trials; ++block) {
    TrialRows rows{{block}, std::vector<Lanes>(columns.size())};
    for (std::size_t column = 0; column < columns.size(); ++column)
      std::copy_n(columns[column].begin() + static_cast<std::ptrdiff_t>(rows.block.first_row()), lane_count,
                  rows.columns[column].begin());
    store.add(std::move(rows));
  }
  return results.table.trials;
}

/// Draws what is missing of the first `trials` trials; `expected` is how many the run may need in all.
bool draw_missing(CompiledStudy const& study, RunSetting const& setting, std::uint64_t trials,
                  std::uint64_t expected, SegmentStore& store) {
  std::set<std::uint32_t> const done = store.done();
  std::uint32_t const blocks = blocks_for(trials);
  std::uint32_t const most = std::max(blocks, blocks_for(expected));
  std::vector<std::uint32_t> missing;
  for (std::uint32_t block = 0; block < blocks; ++block)
    if (!done.contains(block)) missing.push_back(block);
  std::mutex mutex;
  std::size_t finished = blocks - missing.size();
  auto const keep = [&](TrialRows rows) {
    store.add(std::move(rows));
    std::lock_guard const lock(mutex);
    ++finished;
    if (setting.progress) setting.progress(finished, most);
  };
  bool const complete = execute(study.plan, missing, {setting.threads, setting.stop, keep});
  if (!complete) store.flush();
  return complete;
}

/// The trials of the run: as many as the plan says, or as the precision asked for takes.
std::optional<TrialTable> draw_all(CompiledStudy const& study, RunSetting const& setting, SegmentStore& store,
                                   RunOutcome& outcome) {
  std::uint64_t const most = setting.precision ? setting.precision->most_trials : study.plan.trials();
  std::uint64_t const already = take_finished(study, setting, most, store);
  std::uint64_t expected = 0;
  auto const extend = [&](std::uint64_t trials) -> std::optional<TrialTable> {
    if (!draw_missing(study, setting, trials, std::min(expected, most), store)) return std::nullopt;
    TrialTable table = store.assemble(trials);
    table.design = study.plan.design(trials);
    return table;
  };
  if (!setting.precision) return extend(study.plan.trials());
  auto const checked = [&](PrecisionCheck const& check) {
    expected = check.needed.value_or(most);
    outcome.precision = check;
    if (setting.checked) setting.checked(check);
  };
  return run_to_precision(study, *setting.precision, already, extend, checked);
}

void write(CompiledStudy const& study, RunSetting const& setting, TrialTable const& trials,
           std::string const& notice, RunOutcome& outcome) {
  outcome.header = run_header(study, {outcome.trials, setting.importance}, outcome.tables);
  if (!notice.empty()) outcome.header.notices.push_back(notice);
  outcome.finished = true;
  outcome.results = setting.folder / "results.h5";
  write_results(outcome.results, outcome.header, trials, figures_of(outcome.tables),
                setting.use == RunFolderUse::fresh ? Overwrite::refuse : Overwrite::replace);
}

/// Draws the trials chosen and measures them together with what the preview says of all candidates.
RunOutcome run_two_phase(CompiledStudy const& study, RunSetting const& setting) {
  TwoPhaseSize const& size = *setting.importance;
  CompiledStudy second = study;
  second.digest = sha256_of(fmt::format("{} importance {} {}", study.digest, size.trials, size.candidates));
  check_folder(second, setting);
  TwoPhase const phase = first_phase(study, size, setting.threads);
  second.plan = phase.plan;
  if (setting.use == RunFolderUse::replace) fs::remove_all(setting.folder / "parts");
  SegmentStore store(setting.folder, second.digest, second.plan.columns());
  RunOutcome outcome;
  outcome.trials = phase.chosen.size();
  if (!draw_missing(second, setting, outcome.trials, outcome.trials, store)) return outcome;
  TrialTable const drawn = store.assemble(outcome.trials);
  std::string const note =
      fmt::format("importance selection: {} trials drawn among {} candidates, corrected by a preview of all",
                  outcome.trials, phase.candidates());
  outcome.tables = noted(summarise(study, combined(phase, drawn)), note);
  outcome.tables.push_back(weights_table(phase));
  write(second, setting, with_weights(phase, drawn), "estimator: " + note, outcome);
  store.discard();
  return outcome;
}

/// Nothing is drawn, so there is nothing to keep but the tables.
RunOutcome run_exact(CompiledStudy const& study, RunSetting const& setting) {
  check_folder(study, setting);
  RunOutcome outcome;
  outcome.tables = exact_tables(study);
  if (setting.use == RunFolderUse::replace)
    for (char const* part : {"parts", "results.h5"}) fs::remove_all(setting.folder / part);
  make_folder(setting.folder);
  outcome.header = run_header(study, {}, outcome.tables);
  outcome.finished = true;
  return outcome;
}

}  // namespace

RunOutcome run_study(CompiledStudy const& compiled, RunSetting const& setting) {
  if (compiled.method == RunMethod::exact) return run_exact(compiled, setting);
  if (setting.importance) return run_two_phase(compiled, setting);
  check_folder(compiled, setting);
  if (setting.use == RunFolderUse::replace) fs::remove_all(setting.folder / "parts");
  CompiledStudy study = compiled;
  study.plan = with_estimator(compiled, setting.threads);
  SegmentStore store(setting.folder, study.digest, study.plan.columns());
  RunOutcome outcome;
  std::optional<TrialTable> const trials = draw_all(study, setting, store, outcome);
  if (!trials) return outcome;
  outcome.trials = trials->trials;
  outcome.tables = noted(noted(run_tables(study, *trials, setting.threads), estimator_note(study)),
                         method_note(study.method));
  write(study, setting, *trials, {}, outcome);
  store.discard();
  return outcome;
}

std::vector<SummaryFigure> figures_of(std::vector<Table> const& tables) {
  std::vector<SummaryFigure> figures;
  std::set<std::string_view> kept;  // a figure may stand in two tables
  for (Table const& table : tables)
    for (std::size_t row = 0; row < table.rows().size(); ++row)
      for (std::size_t column = 0; column < table.columns().size(); ++column)
        if (auto const* figure = std::get_if<Figure>(&table.rows()[row].cells[column]);
            figure && kept.insert(figure->id).second) {
          SummaryFigure summary{figure->id, figure->value, figure->std_error,
                                not_known,  not_known,     std::string(name_of(figure->unit))};
          if (figure->interval) {
            summary.low = figure->interval->low;
            summary.high = figure->interval->high;
          }
          figures.push_back(std::move(summary));
        }
  return figures;
}

}  // namespace plimsoll
