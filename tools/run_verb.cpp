#include <fmt/format.h>

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "interrupt.hpp"
#include "plimsoll/scenarios/finished_run.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "plimsoll/sim/table_share.hpp"
#include "plimsoll/sim/team.hpp"
#include "run_log.hpp"
#include "run_summary.hpp"
#include "shape_table.hpp"
#include "short_table.hpp"
#include "verbs.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

CompiledStudy read_study(RunVerb const& verb, TableShare const& share) {
  LoadedStudy loaded = load_study(verb.study, {verb.scenario, verb.set, verb.without});
  // The run's length and seed are settings of the run, not bindings: a longer run continues a shorter one.
  if (verb.trials) loaded.study.run.trials = *verb.trials;
  if (verb.seed) loaded.study.run.seed = *verb.seed;
  return compile_study(std::move(loaded), verb.method, share);
}

/// "3/16" as a part; nothing where it is not one.
std::optional<RunPart> read_part(std::string const& text) {
  RunPart part;
  char const* const end = text.data() + text.size();
  auto const [slash, error] = std::from_chars(text.data(), end, part.number);
  if (error != std::errc{} || slash == end || *slash != '/') return std::nullopt;
  auto const [last, error_of] = std::from_chars(slash + 1, end, part.of);
  bool const sound = error_of == std::errc{} && last == end && 1 <= part.number && part.number <= part.of;
  return sound ? std::optional(part) : std::nullopt;
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
  if (verb.part.empty()) return {};
  if (!read_part(verb.part)) return "--part is written NUMBER/OF, as in 3/16: the third of sixteen";
  if (!verb.target_error.empty())
    return "--part does not go with --target-error: parts are shares of a length that is known";
  if (verb.method == RunMethod::importance || verb.method == RunMethod::exact)
    return "--part goes with --method simulate and conditional alone: other methods do not draw trial by "
           "trial";
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

RunSetting setting_of(RunVerb const& verb, Team& team, Terminal& terminal) {
  RunSetting setting;
  setting.team = &team;
  setting.checkpoint = std::chrono::milliseconds(static_cast<std::int64_t>(1000.0 * verb.checkpoint));
  if (!verb.part.empty()) setting.part = read_part(verb.part);
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
    terminal.show(shortened(table));
    if (auto const shape = shapes.find(table.id()); shape != shapes.end())
      terminal.show(shortened(shape->second));
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

/// What one part of a run came to.
void tell_part(RunVerb const& verb, CompiledStudy const& study, RunPart const& part,
               Terminal const& terminal) {
  std::uint64_t const trials = study.plan.trials();
  std::optional<TrialRange> const range = trials_of(part, trials);
  if (terminal.json())
    terminal.print(Json{{"format", "plimsoll-part/1"},
                        {"part", part.number},
                        {"of", part.of},
                        {"first_trial", range ? Json(range->first) : Json(nullptr)},
                        {"last_trial", range ? Json(range->last) : Json(nullptr)},
                        {"trials", trials},
                        {"plan_digest", study.digest}});
  if (!range)
    return terminal.say(
        fmt::format("part {} of {} has no trials: {} trials are fewer blocks of {} than parts", part.number,
                    part.of, trials_text(trials), lane_count));
  terminal.say(
      fmt::format("part {} of {}: trials {} to {} of {} are drawn and kept in {}; plimsoll merge puts "
                  "the parts together",
                  part.number, part.of, range->first, range->last, trials, verb.output));
}

/// Runs the study, and tells the line of the log how far it came.
ExitCode lead(RunVerb const& verb, Team& team, Terminal& terminal, RunLogLine& line) {
  RunSetting setting = setting_of(verb, team, terminal);
  CompiledStudy const compiled = read_study(verb, share_of_tables(team));
  line.plan_digest = compiled.digest;
  line.trials = compiled.plan.trials();
  if (!compiled.loaded.study.title.empty()) terminal.say(compiled.loaded.study.title);
  for (std::string const& notice : compiled.loaded.notices) terminal.say("notice: " + notice);
  if (verb.method == RunMethod::importance) setting.importance = size_of(verb, compiled, terminal);
  watch_for_interrupt();
  std::string summary;
  setting.beside = [&](RunOutcome const& finished, std::filesystem::path const& results) {
    summary = summary_text(compiled, finished, verb.target_error);
    return made_beside(setting.folder, compiled, finished, summary, results,
                       made_here(verb.threads, team.size()));
  };
  RunOutcome const outcome = run_study(compiled, setting);
  terminal.end_progress();
  line.outcome = outcome.finished ? "finished" : "interrupted";
  if (!outcome.finished) {
    terminal.say("stopped; finished trials are kept: the same command with --resume continues");
    return ExitCode::interrupted;
  }
  if (setting.part) {
    line.outcome = fmt::format("part {} drawn", verb.part);
    tell_part(verb, compiled, *setting.part, terminal);
    return ExitCode::done;
  }
  line.trials = outcome.trials;
  if (terminal.json()) terminal.print(summary);  // as it stands in summary.json
  show_tables(verb, outcome, terminal);
  if (outcome.precision && !outcome.precision->met)
    terminal.say(fmt::format("the target of {} was NOT met within {} trials: {}",
                             to_text(setting.precision->target), trials_text(outcome.trials),
                             looked(*outcome.precision)));
  terminal.say(closing(verb, compiled, outcome));
  return ExitCode::done;
}

/// A process that does not lead draws what it is dealt, and says nothing.
ExitCode draw_beside(RunVerb const& verb, Team& team) {
  CommonOptions silent;
  silent.quiet = true;
  Terminal terminal(silent);
  RunSetting setting = setting_of(verb, team, terminal);
  setting.progress = {};
  CompiledStudy const compiled = read_study(verb, share_of_tables(team));
  if (verb.method == RunMethod::importance) setting.importance = size_of(verb, compiled, terminal);
  watch_for_interrupt();
  return run_study(compiled, setting).finished ? ExitCode::done : ExitCode::interrupted;
}

}  // namespace

ExitCode RunVerb::run(Terminal& terminal) const {
  Team team;
  if (std::string const fault = contradiction(*this); !fault.empty()) {
    if (team.leads()) terminal.complain(fault);
    return ExitCode::usage;
  }
  // Of processes that fail together one says why, before any of them ends: then the job may end the others.
  try {
    if (!team.leads()) return draw_beside(*this, team);
    RunLogLine line;
    line.verb = "run";
    line.study = study;
    line.threads = threads;
    line.processes = team.size();
    return logged(output, line, terminal, [&] { return lead(*this, team, terminal, line); });
  } catch (TeamFailed const&) {
    return ExitCode::failure;
  } catch (InputError const& error) {
    if (team.size() == 1) throw;
    if (team.fail()) terminal.complain(error.problems());
    return ExitCode::invalid;
  } catch (std::exception const& error) {
    if (team.size() == 1) throw;
    if (team.fail()) terminal.complain(error.what());
    return ExitCode::failure;
  }
}

}  // namespace plimsoll
