#include "plimsoll/scenarios/run_study.hpp"

#include <fmt/format.h>

#include <memory>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/exact_run.hpp"
#include "plimsoll/scenarios/summary.hpp"
#include "plimsoll/sim/digest.hpp"
#include "plimsoll/sim/folder_lock.hpp"
#include "plimsoll/sim/segment_store.hpp"
#include "run/complete_run.hpp"
#include "run/draw_blocks.hpp"
#include "run/plan_card.hpp"
#include "run/run_folder.hpp"
#include "run/run_header.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

/// A finished run of the same plan counts as a segment: a longer run draws only what is missing. Returns its
/// trials, of which there may be no more than `most`.
std::uint64_t take_finished(CompiledStudy const& study, RunSetting const& setting, std::uint64_t most,
                            SegmentStore& store) {
  fs::path const file = setting.folder / "results.h5";
  if (setting.use != RunFolderUse::resume || !fs::exists(file)) return 0;
  Results const results = read_results(file);
  if (results.header.plan_digest != study.digest) return 0;  // segments of our plan stand beside another's
  if (results.table.trials > most)
    throw IoError(fmt::format("{} already holds {} trials of this run; --resume never makes a run shorter",
                              setting.folder.string(), results.table.trials));
  add_finished(results.table, study.plan.columns(), store);
  return results.table.trials;
}

/// The trials of the run: as many as the plan says, or as the precision asked for takes.
std::optional<TrialTable> draw_all(CompiledStudy const& study, RunSetting const& setting, SegmentStore& store,
                                   RunOutcome& outcome) {
  std::uint64_t const most = setting.precision ? setting.precision->most_trials : study.plan.trials();
  std::uint64_t const already = take_finished(study, setting, most, store);
  std::uint64_t expected = 0;
  auto const extend = [&](std::uint64_t trials) -> std::optional<TrialTable> {
    BlockRange const range = blocks_of(setting, trials);
    if (!draw_missing(study.plan, setting, range, blocks_for(std::min(expected, most)), store))
      return std::nullopt;
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

/// The store of a run whose folder may be used as asked, with its plan beside the segments.
std::unique_ptr<SegmentStore> open_store(PlanCard const& card, std::vector<ColumnInfo> const& columns,
                                         RunSetting const& setting) {
  if (setting.use == RunFolderUse::replace) fs::remove_all(setting.folder / "parts");
  auto store = std::make_unique<SegmentStore>(setting.folder, card.digest, columns, setting.checkpoint);
  write_card(setting.folder, card);
  return store;
}

PlanCard importance_card(CompiledStudy const& study, TwoPhaseSize const& size) {
  PlanCard card = card_of(study);
  card.digest = sha256_of(fmt::format("{} importance {} {}", study.digest, size.trials, size.candidates));
  card.candidates = size.candidates;
  return card;
}

/// Draws one part and keeps it.
RunOutcome run_part(CompiledStudy const& study, RunSetting const& setting, SegmentStore& store) {
  RunOutcome outcome;
  outcome.trials = study.plan.trials();
  outcome.finished = draw_missing(study.plan, setting, blocks_of(setting, outcome.trials), 0, store);
  if (!outcome.finished) return outcome;
  end_rounds(setting);
  return outcome;
}

/// Draws the trials chosen and measures them together with what the preview says of all candidates.
RunOutcome run_two_phase(CompiledStudy const& study, RunSetting const& setting) {
  TwoPhaseSize const& size = *setting.importance;
  PlanCard const card = importance_card(study, size);
  check_folder(card, setting);
  TwoPhase const phase = first_phase(study, size, setting.threads);
  CompiledStudy second = study;
  second.digest = card.digest;
  second.plan = phase.plan;
  auto const store = open_store(card, second.plan.columns(), setting);
  RunOutcome outcome;
  outcome.trials = phase.chosen.size();
  if (!draw_missing(second.plan, setting, blocks_of(setting, outcome.trials), 0, *store)) return outcome;
  end_rounds(setting);
  TrialTable const drawn = store->assemble(outcome.trials);
  std::string const note =
      fmt::format("importance selection: {} trials drawn among {} candidates, corrected by a preview of all",
                  outcome.trials, phase.candidates());
  outcome.tables = noted(summarise(study, combined(phase, drawn)), note);
  outcome.tables.push_back(weights_table(phase));
  write_run(second, setting, with_weights(phase, drawn), "estimator: " + note, outcome);
  store->discard();
  return outcome;
}

/// Nothing is drawn, so there is nothing to keep but the tables.
RunOutcome run_exact(CompiledStudy const& study, RunSetting const& setting) {
  check_folder(card_of(study), setting);
  end_rounds(setting);
  RunOutcome outcome;
  outcome.tables = exact_tables(study);
  outcome.header = run_header(study, {}, outcome.tables);
  outcome.finished = true;
  std::vector<AsideFile> beside = files_beside(setting, outcome, {});
  if (setting.use == RunFolderUse::replace)
    for (char const* part : {"parts", "results.h5"}) fs::remove_all(setting.folder / part);
  commit_together(beside);
  return outcome;
}

RunOutcome run_simulated(CompiledStudy const& compiled, RunSetting const& setting) {
  PlanCard const card = card_of(compiled);
  check_folder(card, setting);
  CompiledStudy study = compiled;
  study.plan = with_estimator(compiled, setting.threads);
  auto const store = open_store(card, study.plan.columns(), setting);
  if (setting.part) return run_part(study, setting, *store);
  RunOutcome outcome;
  std::optional<TrialTable> const trials = draw_all(study, setting, *store, outcome);
  if (!trials) return outcome;
  end_rounds(setting);
  complete_run(study, setting, *trials, outcome);
  store->discard();
  return outcome;
}

/// What a process of a team does that does not lead.
RunOutcome run_beside(CompiledStudy const& study, RunSetting const& setting) {
  RunOutcome outcome;
  outcome.trials = study.plan.trials();
  if (setting.importance)
    outcome.finished = draw_dealt(first_phase(study, *setting.importance, setting.threads).plan,
                                  importance_card(study, *setting.importance).digest, setting);
  else if (study.method == RunMethod::exact)
    outcome.finished = draw_dealt(study.plan, study.digest, setting);
  else
    outcome.finished = draw_dealt(with_estimator(study, setting.threads), study.digest, setting);
  return outcome;
}

}  // namespace

RunOutcome run_study(CompiledStudy const& study, RunSetting const& setting) {
  if (setting.team) expect_same_plan(*setting.team, study.digest);
  if (setting.team && !setting.team->leads()) return run_beside(study, setting);
  FolderLock const lock(setting.folder);
  if (study.method == RunMethod::exact) return run_exact(study, setting);
  if (setting.importance) return run_two_phase(study, setting);
  return run_simulated(study, setting);
}

}  // namespace plimsoll
