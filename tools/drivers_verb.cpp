#include "drivers_verb.hpp"

#include <nlohmann/json.hpp>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/scenarios/risk_sources.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode DriversVerb::run(Terminal& terminal) const {
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
