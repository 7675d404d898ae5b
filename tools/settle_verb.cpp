#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/kept_run.hpp"
#include "plimsoll/scenarios/settle_study.hpp"
#include "table_json.hpp"
#include "verbs.hpp"

namespace plimsoll {

ExitCode SettleVerb::run(Terminal& terminal) const {
  if (grid && !(from < to && step > 0.0)) {
    terminal.complain("a grid needs --from below --to, and --step above 0");
    return ExitCode::usage;
  }
  if (!run_folder.empty() && (grid || year || !contract.empty())) {
    terminal.complain(
        "--run settles all contracts and years: --grid, --year and --contract do not go with it");
    return ExitCode::usage;
  }
  CompiledStudy const compiled = compile_study(load_study(study, {scenario, set, without}));
  SettleSetting setting{contract, {}};
  if (year) setting.year = static_cast<int>(*year);
  Settled const settled = !run_folder.empty() ? Settled{settle_kept(compiled, run_folder), {}}
                          : grid              ? payoff_of_study(compiled, setting, {from, to, step})
                                              : settle_study(compiled, setting);
  std::vector<std::string> notices = compiled.loaded.notices;
  notices.insert(notices.end(), settled.notices.begin(), settled.notices.end());
  for (std::string const& notice : notices) terminal.say("notice: " + notice);
  if (terminal.json()) {
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-settle/1"},
                                          {"study", study},
                                          {"notices", notices},
                                          {"tables", to_json(settled.tables)}});
  }
  for (Table const& table : settled.tables) terminal.show(table);
  return ExitCode::done;
}

}  // namespace plimsoll
