#include "drivers_verb.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/scenarios/history_drivers.hpp"
#include "plimsoll/scenarios/result_drivers.hpp"
#include "plimsoll/scenarios/risk_sources.hpp"
#include "table_json.hpp"

namespace plimsoll {

namespace {

bool is_run(std::string const& path) {
  return std::filesystem::is_directory(path);
}

ExitCode drivers_of_run(DriversVerb const& verb, Terminal& terminal) {
  if (verb.trials || !verb.scenario.empty() || !verb.set.empty() || !verb.without.empty()) {
    terminal.complain("a run is as it was made: --trials, --scenario, --set and --without go with a study");
    return ExitCode::usage;
  }
  OpenedRun const run = open_run(verb.study, verb.inputs);
  for (std::string const& notice : run.notices) terminal.say("notice: " + notice);
  std::vector<Table> const tables = result_drivers(run, {verb.tail, verb.top});
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-result-drivers/1"},
                                          {"run", verb.study},
                                          {"trials", run.results.table.trials},
                                          {"tables", to_json(tables)}});
  for (Table const& table : tables) terminal.show(table);
  return ExitCode::done;
}

ExitCode drivers_of_data(DriversVerb const& verb, Terminal& terminal) {
  if (!verb.year) {
    terminal.complain("data are split for a year: add --year");
    return ExitCode::usage;
  }
  HistoryRequest request{verb.study, verb.columns, static_cast<int>(*verb.year),
                         verb.prior, {},           verb.trend,
                         verb.top,   verb.by,      verb.limit};
  if (verb.prior_year) request.prior_year = static_cast<int>(*verb.prior_year);
  std::vector<Table> const tables = history_drivers(request);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-history-drivers/1"},
                                          {"data", verb.study},
                                          {"year", request.year},
                                          {"tables", to_json(tables)}});
  for (Table const& table : tables) terminal.show(table);
  return ExitCode::done;
}

}  // namespace

ExitCode DriversVerb::run(Terminal& terminal) const {
  if (!columns.empty()) return drivers_of_data(*this, terminal);
  if (is_run(study)) {
    try {
      return drivers_of_run(*this, terminal);
    } catch (NotReproducible const& error) {
      terminal.complain(error.what());
      return ExitCode::not_reproducible;
    }
  }
  LoadedStudy loaded = load_study(study, {scenario, set, without});
  if (trials) loaded.study.run.trials = *trials;
  SplitSetting setting{static_cast<std::size_t>(threads), {}};
  setting.progress = [&terminal](std::size_t done, std::size_t blocks) {
    terminal.progress(done, blocks, lane_count);
  };
  std::vector<Table> const tables = risk_sources(loaded, setting);
  terminal.end_progress();
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-drivers/1"},
                                          {"study", study},
                                          {"trials", loaded.study.run.trials},
                                          {"tables", to_json(tables)}});
  for (Table const& table : tables) terminal.show(table);
  return ExitCode::done;
}

}  // namespace plimsoll
