#include "reserve_verb.hpp"

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/reserve_study.hpp"
#include "plimsoll/scenarios/roll_forward.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode ReserveVerb::run(Terminal& terminal) const {
  FinishedRun const current = read_finished_run(run_folder);
  ReserveReport report = reserve_study(current, release_window(current.loaded.study), as_of);
  if (!prior.empty())
    report.tables.push_back(
        roll_forward(read_finished_run(prior), current, static_cast<std::size_t>(threads),
                     [&terminal](std::string const& step) { terminal.say("roll-forward: " + step); }));
  if (!current.loaded.study.title.empty()) terminal.say(current.loaded.study.title);
  for (std::string const& notice : report.notices) terminal.say("notice: " + notice);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-reserve/1"},
                                          {"run", run_folder},
                                          {"trials", current.results.table.trials},
                                          {"notices", report.notices},
                                          {"tripped", report.tripped},
                                          {"tables", to_json(report.tables)}});
  for (Table const& table : report.tables) terminal.show(table);
  for (std::string const& sentence : report.tripped) terminal.say("tripped: " + sentence);
  return gate && !report.tripped.empty() ? ExitCode::gate : ExitCode::done;
}

}  // namespace plimsoll
