#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "interrupt.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/finished_run.hpp"
#include "plimsoll/scenarios/manifest.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "run_log.hpp"
#include "shape_table.hpp"
#include "table_json.hpp"
#include "verbs.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

CompiledStudy read_study(RunVerb const& verb) {
  LoadedStudy loaded = load_study(verb.study, {verb.scenario, verb.set, verb.without});
  // The run's length and seed are settings of the run, not bindings: a longer run continues a shorter one.
  if (verb.trials) loaded.study.run.trials = *verb.trials;
  if (verb.seed) loaded.study.run.seed = *verb.seed;
  return compile_study(std::move(loaded), verb.method);
}

Json precision_of(RunOutcome const& outcome, std::string const& target) {
  PrecisionCheck const& check = *outcome.precision;
  Json needed = check.needed ? Json(*check.needed) : Json(nullptr);
  return {{"target", target}, {"met", check.met}, {"line", check.line}, {"trials_needed", std::move(needed)}};
}

Json summary_of(RunVerb const& verb, CompiledStudy const& study, RunOutcome const& outcome) {
  Json summary = {{"format", "plimsoll-summary/1"},
                  {"program", "plimsoll"},
                  {"version", program_version},
                  {"commit", build_commit},
                  {"title", study.loaded.study.title},
                  {"seed", study.plan.seed().value},
                  {"trials", outcome.trials},
                  {"method", name_in_study(verb.method)},
                  {"estimator", name_in_study(study.loaded.study.run.estimator)},
                  {"plan_digest", study.digest},
                  {"scenario", study.loaded.bindings.scenario},
                  {"set", study.loaded.bindings.set},
                  {"without", study.loaded.bindings.without},
                  {"inputs", to_json(study.loaded.inputs)},
                  {"notices", study.loaded.notices},
                  {"tables", to_json(outcome.tables)}};
  if (outcome.precision) summary["target_error"] = precision_of(outcome, verb.target_error);
  return summary;
}

void write_summary(std::filesystem::path const& path, Json const& summary) {
  std::string const text = summary.dump(2) + "\n";
  write_aside(path, std::as_bytes(std::span(text)), Overwrite::replace);
}

/// What an auditor asks of the run, beside it.
void write_manifest(RunVerb const& verb, CompiledStudy const& study, RunOutcome const& outcome) {
  Manifest manifest = run_manifest(study.loaded, outcome.header, outcome.trials, verb.method);
  HostClass host = this_host();
  std::size_t const threads = verb.threads > 0 ? static_cast<std::size_t>(verb.threads) : host.cores;
  manifest.made = MadeOn{std::move(host), threads};
  write_manifest(std::filesystem::path(verb.output), std::move(manifest));
}

/// What is asked for that cannot be had together; empty when nothing is.
std::string contradiction(RunVerb const& verb) {
  if (verb.resume && verb.force) return "--resume and --force contradict each other";
  if (verb.trials && !verb.target_error.empty())
    return "--trials and --target-error contradict each other: the target sets the trials; --max-trials "
           "bounds them";
  if (verb.max_trials && verb.target_error.empty())
    return "--max-trials goes with --target-error; --trials sets the length of a run";
  if (verb.method == RunMethod::importance && !verb.target_error.empty())
    return "--target-error does not go with --method importance; --trials sets its length";
  if (verb.candidates && verb.method != RunMethod::importance)
    return "--candidates goes with --method importance";
  if (verb.method == RunMethod::exact && (verb.resume || verb.trials || !verb.target_error.empty()))
    return "--method exact draws no trial: --trials, --target-error and --resume do not go with it";
  return {};
}

std::string trials_text(std::uint64_t trials) {
  std::string text = std::to_string(trials);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::string looked(PrecisionCheck const& check) {
  if (check.met)
    return fmt::format("{} trials: every reserve line meets the target", trials_text(check.trials));
  std::string const still = check.needed
                                ? fmt::format("about {} more", trials_text(*check.needed - check.trials))
                                : std::string("too few to say how many more");
  return fmt::format("{} trials: {} has a standard error of {:.0f} dollars, {:.0f} are allowed; {}",
                     trials_text(check.trials), check.line, check.error, check.allowed, still);
}

/// As many candidates as asked for, or 32 a trial, within what memory allows.
TwoPhaseSize size_of(RunVerb const& verb, CompiledStudy const& study, Terminal const& terminal) {
  constexpr std::uint64_t candidates_a_trial = 32;
  std::uint64_t const trials = study.plan.trials();
  std::uint64_t const asked =
      verb.candidates ? static_cast<std::uint64_t>(*verb.candidates) : candidates_a_trial * trials;
  std::uint64_t const most = most_candidates(study);
  std::string const option = "--candidates";
  if (asked < trials || most < trials)
    throw InputError(Problem{{},
                             option,
                             fmt::format("{} candidates cannot hold {} trials",
                                         trials_text(std::min(asked, most)), trials_text(trials)),
                             "trials are chosen among the candidates",
                             fmt::format("at most {} fit in memory; draw fewer trials", trials_text(most))});
  if (asked > most)
    terminal.say(fmt::format("notice: {} candidates in place of {}: their previews fill half a gigabyte",
                             trials_text(most), trials_text(asked)));
  return {trials, std::min(asked, most)};
}

RunSetting setting_of(RunVerb const& verb, Terminal& terminal) {
  RunSetting setting;
  setting.folder = verb.output;
  setting.use = verb.resume ? RunFolderUse::resume : verb.force ? RunFolderUse::replace : RunFolderUse::fresh;
  setting.threads = static_cast<std::size_t>(verb.threads);
  setting.stop = was_interrupted;
  setting.progress = [&terminal](std::size_t done, std::size_t blocks) {
    terminal.progress(done, blocks, lane_count);
  };
  if (verb.target_error.empty()) return setting;
  setting.precision = PrecisionRule{read_error_target(verb.target_error)};
  if (verb.max_trials) setting.precision->most_trials = static_cast<std::uint64_t>(*verb.max_trials);
  setting.checked = [&terminal](PrecisionCheck const& check) {
    terminal.end_progress();
    terminal.say(looked(check));
  };
  return setting;
}

bool is_shown(Table const& table, RunView view) {
  if (view == RunView::budget) return table.id() == "cash.budget";
  return view == RunView::all || table.id().starts_with("cash.");
}

/// The shape of every year's settlements, for whoever looks at a screen; none where nothing was drawn.
std::map<std::string, Table> shapes_of(RunVerb const& verb, RunOutcome const& outcome,
                                       Terminal const& terminal) {
  std::map<std::string, Table> shapes;
  if (!terminal.is_watched() || verb.view != RunView::all || outcome.results.empty()) return shapes;
  FinishedRun const run = read_finished_run(verb.output);
  for (int const year : run.results.header.years)
    for (Table const& table : outcome.tables)
      if (table.id() == fmt::format("settlement.{}", year))
        shapes.emplace(table.id(), shape_table(table, run.results.table, year, writes_utf8()));
  return shapes;
}

void show_tables(RunVerb const& verb, RunOutcome const& outcome, Terminal& terminal) {
  std::map<std::string, Table> const shapes = shapes_of(verb, outcome, terminal);
  bool any = false;
  for (Table const& table : outcome.tables) {
    if (!is_shown(table, verb.view)) continue;
    terminal.show(table);
    if (auto const shape = shapes.find(table.id()); shape != shapes.end()) terminal.show(shape->second);
    any = true;
  }
  if (!any)
    terminal.say(
        "nothing to show: the study says nothing of cash; [contract.settlement] says when a year is paid");
}

/// What was done and where it stands.
std::string closing(RunVerb const& verb, CompiledStudy const& study, RunOutcome const& outcome) {
  if (outcome.results.empty())
    return fmt::format("no trial was drawn\nresults: {}",
                       (std::filesystem::path(verb.output) / "summary.json").string());
  return fmt::format(
      "{} trials, seed {}; ± is one standard error of the simulation\nresults: {} and summary.json beside it",
      outcome.trials, study.plan.seed().value, outcome.results.string());
}

}  // namespace

ExitCode RunVerb::run(Terminal& terminal) const {
  if (std::string const fault = contradiction(*this); !fault.empty()) {
    terminal.complain(fault);
    return ExitCode::usage;
  }
  RunLogLine line;
  line.verb = "run";
  line.study = study;
  line.threads = threads;
  return logged(output, line, terminal, [&] { return draw(terminal, line); });
}

ExitCode RunVerb::draw(Terminal& terminal, RunLogLine& line) const {
  RunSetting setting = setting_of(*this, terminal);
  CompiledStudy const compiled = read_study(*this);
  line.plan_digest = compiled.digest;
  line.trials = compiled.plan.trials();
  if (!compiled.loaded.study.title.empty()) terminal.say(compiled.loaded.study.title);
  for (std::string const& notice : compiled.loaded.notices) terminal.say("notice: " + notice);
  if (method == RunMethod::importance) setting.importance = size_of(*this, compiled, terminal);
  watch_for_interrupt();
  RunOutcome const outcome = run_study(compiled, setting);
  terminal.end_progress();
  line.outcome = outcome.finished ? "finished" : "interrupted";
  if (!outcome.finished) {
    terminal.say("stopped; finished trials are kept: the same command with --resume continues");
    return ExitCode::interrupted;
  }
  line.trials = outcome.trials;
  Json const summary = summary_of(*this, compiled, outcome);
  write_summary(setting.folder / "summary.json", summary);
  write_manifest(*this, compiled, outcome);
  if (terminal.json()) terminal.print(summary);
  show_tables(*this, outcome, terminal);
  if (outcome.precision && !outcome.precision->met)
    terminal.say(fmt::format("the target of {} was NOT met within {} trials: {}",
                             to_text(setting.precision->target), trials_text(outcome.trials),
                             looked(*outcome.precision)));
  terminal.say(closing(*this, compiled, outcome));
  return ExitCode::done;
}

}  // namespace plimsoll
