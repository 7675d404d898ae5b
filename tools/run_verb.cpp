#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "interrupt.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "plimsoll/sim/aside_file.hpp"
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
  return compile_study(std::move(loaded));
}

Json summary_of(CompiledStudy const& study, RunOutcome const& outcome) {
  Json inputs = Json::array();
  for (InputFile const& input : study.loaded.inputs)
    inputs.push_back(
        {{"role", input.role}, {"path", input.path}, {"bytes", input.bytes}, {"sha256", input.sha256}});
  return {{"format", "plimsoll-summary/1"},
          {"program", "plimsoll"},
          {"version", program_version},
          {"commit", build_commit},
          {"title", study.loaded.study.title},
          {"seed", study.plan.seed().value},
          {"trials", study.plan.trials()},
          {"plan_digest", study.digest},
          {"scenario", study.loaded.bindings.scenario},
          {"set", study.loaded.bindings.set},
          {"without", study.loaded.bindings.without},
          {"inputs", std::move(inputs)},
          {"notices", study.loaded.notices},
          {"tables", to_json(outcome.tables)}};
}

void write_summary(std::filesystem::path const& path, Json const& summary) {
  std::string const text = summary.dump(2) + "\n";
  write_aside(path, std::as_bytes(std::span(text)), Overwrite::replace);
}

/// What may differ between two equal runs is kept apart from their results.
void append_log(RunVerb const& verb, std::uint64_t trials, std::string const& event,
                std::chrono::steady_clock::time_point started) {
  std::ofstream log(std::filesystem::path(verb.output) / "run.log", std::ios::app);
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - started;
  log << fmt::format("{:%Y-%m-%dT%H:%M:%SZ} plimsoll {} {} {}: trials {}, threads {}, {:.1f} s\n",
                     fmt::gmtime(std::time(nullptr)), program_version, verb.study, event, trials,
                     verb.threads == 0 ? std::string("all") : std::to_string(verb.threads), took.count());
}

}  // namespace

ExitCode RunVerb::run(Terminal& terminal) const {
  if (resume && force) {
    terminal.complain("--resume and --force contradict each other");
    return ExitCode::usage;
  }
  auto const started = std::chrono::steady_clock::now();
  CompiledStudy const compiled = read_study(*this);
  if (!compiled.loaded.study.title.empty()) terminal.say(compiled.loaded.study.title);
  for (std::string const& notice : compiled.loaded.notices) terminal.say("notice: " + notice);
  watch_for_interrupt();
  RunSetting setting;
  setting.folder = output;
  setting.use = resume ? RunFolderUse::resume : force ? RunFolderUse::replace : RunFolderUse::fresh;
  setting.threads = static_cast<std::size_t>(threads);
  setting.stop = was_interrupted;
  setting.progress = [&](std::size_t done, std::size_t blocks) {
    terminal.progress(done, blocks, lane_count);
  };
  RunOutcome const outcome = run_study(compiled, setting);
  terminal.end_progress();
  if (!outcome.finished) {
    append_log(*this, compiled.plan.trials(), "interrupted", started);
    terminal.say("stopped; finished trials are kept: the same command with --resume continues");
    return ExitCode::interrupted;
  }
  Json const summary = summary_of(compiled, outcome);
  write_summary(setting.folder / "summary.json", summary);
  append_log(*this, compiled.plan.trials(), "finished", started);
  if (terminal.json()) terminal.print(summary);
  for (Table const& table : outcome.tables) terminal.show(table);
  terminal.say(fmt::format(
      "{} trials, seed {}; ± is one standard error of the simulation\nresults: {} and summary.json beside it",
      compiled.plan.trials(), compiled.plan.seed().value, outcome.results.string()));
  return ExitCode::done;
}

}  // namespace plimsoll
