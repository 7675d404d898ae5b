#include "plimsoll/scenarios/merge_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/sim/folder_lock.hpp"
#include "plimsoll/sim/segment_store.hpp"
#include "run/complete_run.hpp"
#include "run/plan_card.hpp"
#include "run/run_folder.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

/// One of the runs.
struct MergedSource {
  fs::path folder;
  PlanCard card;
  std::optional<Results> finished;
};

constexpr char const* one_plan = "merge runs of one study, seed and program";

std::optional<MergedSource> open_source(fs::path const& folder, std::vector<Problem>& problems) {
  if (fs::exists(folder / "results.h5")) {
    Results results = read_results(folder / "results.h5");
    PlanCard card = card_of(results);
    return MergedSource{folder, std::move(card), std::move(results)};
  }
  std::vector<PlanCard> cards = read_cards(folder);
  if (cards.size() == 1) return MergedSource{folder, std::move(cards.front()), std::nullopt};
  problems.push_back({{folder.string(), 0, 0},
                      "",
                      cards.empty() ? "holds no run" : "holds runs of several plans",
                      cards.empty() ? "it has neither results.h5 nor finished trials under parts" : "",
                      "name folders that `plimsoll run` wrote, one run in each"});
  return std::nullopt;
}

void check_mergeable(MergedSource const& source, std::vector<Problem>& problems) {
  if (source.card.method == RunMethod::importance)
    problems.push_back({{source.folder.string(), 0, 0},
                        "method",
                        "is importance",
                        "its trials are chosen together and make one run only",
                        "`plimsoll run --resume` finishes it"});
}

/// All runs, which are of one plan.
std::vector<MergedSource> open_sources(MergeSetting const& setting) {
  std::vector<Problem> problems;
  std::vector<MergedSource> sources;
  for (fs::path const& folder : setting.runs) {
    std::error_code ignored;
    if (fs::equivalent(folder, setting.folder, ignored))
      problems.push_back({{folder.string(), 0, 0},
                          "output",
                          "is one of the runs to be merged",
                          "they stay as they are",
                          "give another folder with --output"});
    if (std::optional<MergedSource> source = open_source(folder, problems))
      sources.push_back(std::move(*source));
  }
  for (MergedSource const& source : sources) {
    check_mergeable(source, problems);
    if (source.card.digest == sources.front().card.digest) continue;
    std::vector<Problem> const found =
        differences(source.card, sources.front().card, source.folder.string(), one_plan);
    problems.insert(problems.end(), found.begin(), found.end());
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return sources;
}

/// The study of the runs, made ready to draw as they did.
CompiledStudy compile_again(MergeSetting const& setting, std::vector<MergedSource> const& sources) {
  PlanCard const& card = sources.front().card;
  fs::path const folder = setting.inputs.empty() ? fs::path(card.study_file).parent_path() : setting.inputs;
  LoadedStudy loaded = load_study_text(card.study_text, card.study_file, folder, card.bindings);
  std::uint64_t trials = 0;
  for (MergedSource const& source : sources) trials = std::max(trials, source.card.trials);
  loaded.study.run.trials = static_cast<std::int64_t>(setting.trials.value_or(trials));
  loaded.study.run.seed = static_cast<std::int64_t>(card.seed);
  CompiledStudy study = compile_study(std::move(loaded), card.method);
  if (study.digest != card.digest)
    throw InputError(differences(card, card_of(study), sources.front().folder.string(),
                                 "merge with the program and the files the runs were made with"));
  study.plan = with_estimator(study, setting.threads);
  return study;
}

void gather(std::vector<MergedSource> const& sources, RunPlan const& plan, SegmentStore& store) {
  for (MergedSource const& source : sources) {
    if (source.finished) add_finished(source.finished->table, plan.columns(), store);
    if (fs::exists(source.folder / "parts" / source.card.digest)) store.absorb(source.folder);
  }
  store.flush();
}

std::vector<std::uint32_t> missing_blocks(SegmentStore const& store, std::uint64_t trials) {
  std::set<std::uint32_t> const done = store.done();
  std::vector<std::uint32_t> missing;
  for (std::uint32_t block = 0; block < blocks_for(trials); ++block)
    if (!done.contains(block)) missing.push_back(block);
  return missing;
}

/// A finished run keeps its last block in part. Where no other run holds it whole it is drawn again.
void draw_last_blocks(std::vector<MergedSource> const& sources, MergeSetting const& setting,
                      RunPlan const& plan, SegmentStore& store) {
  std::set<std::uint32_t> cut;
  for (MergedSource const& source : sources)
    if (source.finished && source.finished->table.trials % lane_count != 0)
      cut.insert(static_cast<std::uint32_t>(source.finished->table.trials / lane_count));
  std::vector<std::uint32_t> drawn;
  for (std::uint32_t const block : missing_blocks(store, plan.trials()))
    if (cut.contains(block)) drawn.push_back(block);
  execute(plan, drawn, {setting.threads, {}, [&](TrialRows rows) { store.add(std::move(rows)); }});
  store.flush();
}

std::vector<TrialRange> ranges_of(std::vector<std::uint32_t> const& blocks, std::uint64_t trials) {
  std::vector<TrialRange> ranges;
  for (std::uint32_t const block : blocks) {
    std::uint64_t const first = std::uint64_t{block} * lane_count;
    if (ranges.empty() || ranges.back().last + 1 != first) ranges.push_back({first, first});
    ranges.back().last = std::min(first + lane_count, trials) - 1;
  }
  return ranges;
}

}  // namespace

MergedRun merge_runs(MergeSetting const& setting) {
  PLIMSOLL_EXPECT(!setting.runs.empty() && setting.use != RunFolderUse::resume);
  std::vector<MergedSource> const sources = open_sources(setting);
  MergedRun merged{compile_again(setting, sources), {}, {}};
  CompiledStudy const& study = merged.study;
  FolderLock const lock(setting.folder);
  check_unused(setting.folder, setting.use);
  if (setting.use == RunFolderUse::replace) fs::remove_all(setting.folder / "parts");
  SegmentStore store(setting.folder, study.digest, study.plan.columns());
  write_card(setting.folder, card_of(study));
  gather(sources, study.plan, store);
  draw_last_blocks(sources, setting, study.plan, store);
  std::uint64_t const trials = study.plan.trials();
  merged.missing = ranges_of(missing_blocks(store, trials), trials);
  if (!merged.missing.empty()) return merged;
  TrialTable table = store.assemble(trials);
  table.design = study.plan.design(trials);
  RunSetting run;
  run.folder = setting.folder;
  run.use = setting.use;
  run.threads = setting.threads;
  if (setting.beside)
    run.beside = [&](RunOutcome const& outcome, fs::path const& results) {
      return setting.beside(study, outcome, results);
    };
  complete_run(study, run, table, merged.outcome);
  store.discard();
  return merged;
}

}  // namespace plimsoll
