#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/describe.hpp"
#include "table_json.hpp"
#include "verbs.hpp"

namespace plimsoll {

ExitCode ContractsVerb::run(Terminal& terminal) const {
  if (action != "list" && action != "show") {
    terminal.complain("contracts knows list and show, not \"" + action + "\"");
    return ExitCode::usage;
  }
  if (action == "show" && name.empty()) {
    terminal.complain("name the rule pack to show; plimsoll contracts list names them");
    return ExitCode::usage;
  }
  Table const table = action == "list" ? rule_pack_list() : rule_pack_table(name, {});
  if (terminal.json()) terminal.print(to_json(table));
  terminal.show(table);
  return ExitCode::done;
}

}  // namespace plimsoll
