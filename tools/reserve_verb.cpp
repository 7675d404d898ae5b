#include "reserve_verb.hpp"

#include <nlohmann/json.hpp>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/manifest.hpp"
#include "plimsoll/scenarios/reserve_study.hpp"
#include "plimsoll/scenarios/roll_forward.hpp"
#include "plimsoll/sim/digest.hpp"
#include "short_table.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

/// The run's manifest names the run it was rolled forward from. A folder that cannot be written to is no
/// reason not to tell the reserve.
void note_prior(ReserveVerb const& verb, FinishedRun const& prior, Terminal const& terminal) {
  try {
    bool const noted =
        note_prior_run(verb.run_folder, {verb.prior, prior.results.header.plan_digest,
                                         sha256_of_file(std::filesystem::path(verb.prior) / "results.h5")});
    if (!noted)
      terminal.say("warning: " + verb.run_folder + " has no manifest.json to note the prior run in");
  } catch (IoError const& error) {
    terminal.say(std::string("warning: the prior run is not noted in the manifest: ") + error.what());
  }
}

}  // namespace

ExitCode ReserveVerb::run(Terminal& terminal) const {
  FinishedRun const current = read_finished_run(run_folder);
  ReserveReport report = reserve_study(current, release_window(current.loaded.study), as_of);
  if (!prior.empty()) {
    FinishedRun const before = read_finished_run(prior);
    report.tables.push_back(
        roll_forward(before, current, static_cast<std::size_t>(threads),
                     [&terminal](std::string const& step) { terminal.say("roll-forward: " + step); }));
    note_prior(*this, before, terminal);
  }
  if (!current.loaded.study.title.empty()) terminal.say(current.loaded.study.title);
  for (std::string const& notice : report.notices) terminal.say("notice: " + notice);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-reserve/1"},
                                          {"run", run_folder},
                                          {"trials", current.results.table.trials},
                                          {"notices", report.notices},
                                          {"tripped", report.tripped},
                                          {"tables", to_json(report.tables)}});
  for (Table const& table : report.tables) terminal.show(shortened(table));
  for (std::string const& sentence : report.tripped) terminal.say("tripped: " + sentence);
  return gate && !report.tripped.empty() ? ExitCode::gate : ExitCode::done;
}

}  // namespace plimsoll
