#include "merge_verb.hpp"

#include <fmt/format.h>

#include "plimsoll/scenarios/merge_runs.hpp"
#include "run_log.hpp"
#include "run_summary.hpp"
#include "short_table.hpp"

namespace plimsoll {
namespace {

MergeSetting setting_of(MergeVerb const& verb) {
  MergeSetting setting;
  setting.runs.assign(verb.runs.begin(), verb.runs.end());
  setting.folder = verb.output;
  setting.use = verb.force ? RunFolderUse::replace : RunFolderUse::fresh;
  setting.inputs = verb.inputs;
  if (verb.trials) setting.trials = static_cast<std::uint64_t>(*verb.trials);
  setting.threads = static_cast<std::size_t>(verb.threads);
  return setting;
}

/// What none of the runs holds, and how to come by it.
std::string told_missing(MergeVerb const& verb, MergedRun const& merged) {
  constexpr std::size_t most_told = 8;
  std::string ranges;
  for (std::size_t i = 0; i < std::min(most_told, merged.missing.size()); ++i)
    ranges += fmt::format("{}{} to {}", i == 0 ? "" : ", ", merged.missing[i].first, merged.missing[i].last);
  if (merged.missing.size() > most_told)
    ranges += fmt::format(" and {} ranges more", merged.missing.size() - most_told);
  return fmt::format(
      "the run is not whole: none of the {} runs holds trials {} of {}; what they hold is kept in {}, and "
      "the "
      "command that began them, with --resume and -o {}, draws the rest",
      verb.runs.size(), ranges, merged.study.plan.trials(), verb.output, verb.output);
}

/// Puts the runs together, and tells the line of the log what came of it.
ExitCode put_together(MergeVerb const& verb, Terminal& terminal, RunLogLine& line) {
  MergeSetting setting = setting_of(verb);
  std::string summary;
  setting.beside = [&](CompiledStudy const& study, RunOutcome const& outcome,
                       std::filesystem::path const& results) {
    summary = summary_text(study, outcome);
    return made_beside(setting.folder, study, outcome, summary, results, made_here(verb.threads));
  };
  MergedRun const merged = merge_runs(setting);
  line.study = merged.study.loaded.file;
  line.plan_digest = merged.study.digest;
  line.trials = merged.study.plan.trials();
  if (!merged.missing.empty()) {
    line.outcome = "trials missing";
    terminal.complain(told_missing(verb, merged));
    return ExitCode::failure;
  }
  line.outcome = fmt::format("merged from {} runs", verb.runs.size());
  if (terminal.json()) terminal.print(summary);  // as it stands in summary.json
  for (Table const& table : merged.outcome.tables) terminal.show(shortened(table));
  terminal.say(
      fmt::format("{} trials of {} runs, seed {}; ± is one standard error of the simulation\n"
                  "results: {} and summary.json beside it",
                  merged.outcome.trials, verb.runs.size(), merged.study.plan.seed().value,
                  merged.outcome.results.string()));
  return ExitCode::done;
}

}  // namespace

ExitCode MergeVerb::run(Terminal& terminal) const {
  RunLogLine line;
  line.verb = "merge";
  line.threads = threads;
  return logged(output, line, terminal, [&] { return put_together(*this, terminal, line); });
}

}  // namespace plimsoll
