#include "verify_verb.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "interrupt.hpp"
#include "plimsoll/core/lanes.hpp"
#include "plimsoll/scenarios/opened_run.hpp"
#include "plimsoll/scenarios/verify_run.hpp"
#include "run_log.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

std::string reached_text(Verification const& told) {
  return told.reached ? std::string(name_of(*told.reached)) : std::string("no trial was drawn again");
}

std::string verdict(Verification const& told) {
  if (told.stopped) return "stopped before all blocks were drawn again";
  if (!told.reproducible()) return fmt::format("NOT REPRODUCED: {}", reached_text(told));
  return fmt::format("reproduced: {}, {} of {} blocks, {} numbers", reached_text(told), told.blocks,
                     told.of_blocks, told.numbers);
}

nlohmann::ordered_json document_of(VerifyVerb const& verb, Verification const& told) {
  std::vector<std::string> absent;
  for (Problem const& problem : told.absent) absent.push_back(problem.spot.file);
  return {{"format", "plimsoll-verify/1"},
          {"run", verb.run_folder},
          {"reproduced", told.reproducible()},
          {"same_build", told.build.empty()},
          {"build_differs_in", told.build},
          {"reached", reached_text(told)},
          {"blocks", told.blocks},
          {"of_blocks", told.of_blocks},
          {"trials", told.trials},
          {"numbers", told.numbers},
          {"differing", told.differing},
          {"faults", told.faults},
          {"missing", absent},
          {"notes", told.notes},
          {"tables", to_json(told.tables)}};
}

void show(Verification const& told, Terminal const& terminal) {
  for (Table const& table : told.tables) terminal.show(table);
  for (std::string const& part : told.build) terminal.say("another build: " + part);
  for (std::string const& note : told.notes) terminal.say("note: " + note);
  std::vector<Problem> problems;
  for (std::string const& fault : told.faults) problems.push_back({{}, "", fault, "", ""});
  problems.insert(problems.end(), told.absent.begin(), told.absent.end());
  if (!problems.empty()) terminal.complain(problems);
}

}  // namespace

ExitCode VerifyVerb::run(Terminal& terminal) const {
  RunLogLine line;
  line.verb = "verify";
  line.threads = threads;
  return logged(run_folder, line, terminal, [&] { return verify(terminal, line); });
}

ExitCode VerifyVerb::verify(Terminal& terminal, RunLogLine& line) const {
  VerifySetting setting;
  setting.folder = run_folder;
  setting.inputs = inputs;
  if (sample) setting.sample = static_cast<std::uint64_t>(*sample);
  setting.sample_seed = static_cast<std::uint64_t>(sample_seed);
  setting.threads = static_cast<std::size_t>(threads);
  setting.stop = was_interrupted;
  setting.progress = [&terminal](std::size_t done, std::size_t blocks) {
    terminal.progress(done, blocks, lane_count);
  };
  watch_for_interrupt();
  Verification told;
  try {
    told = verify_run(setting);
  } catch (NotReproducible const& error) {
    told.faults.push_back(error.what());
  }
  terminal.end_progress();
  line.study = told.study;
  line.plan_digest = told.plan_digest;
  line.trials = told.trials;
  line.outcome = verdict(told);
  // Files that are not there are faults of what was given; a run that differs is another matter.
  if (told.faults.empty() && !told.absent.empty()) throw InputError(std::move(told.absent));
  if (terminal.json())
    terminal.print(document_of(*this, told));
  else
    show(told, terminal);
  if (!terminal.json()) terminal.print(verdict(told) + "\n");
  if (told.stopped) return ExitCode::interrupted;
  return told.reproducible() ? ExitCode::done : ExitCode::not_reproducible;
}

}  // namespace plimsoll
