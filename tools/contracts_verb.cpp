#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/contract_diff.hpp"
#include "plimsoll/scenarios/describe.hpp"
#include "table_json.hpp"
#include "verbs.hpp"

namespace plimsoll {
namespace {

ExitCode print(Terminal& terminal, Table const& table) {
  if (terminal.json()) terminal.print(to_json(table));
  terminal.show(table);
  return ExitCode::done;
}

ExitCode print_diff(Terminal& terminal, ContractsVerb const& verb) {
  std::optional<DiffStudy> study;
  if (!verb.study.empty()) study = DiffStudy{verb.study, verb.contract, {{}, verb.set, {}}, verb.trials};
  std::vector<Table> const tables = contract_diff({verb.name, verb.other}, study);
  if (terminal.json()) {
    terminal.print(
        nlohmann::ordered_json{{"format", "plimsoll-contracts-diff/1"}, {"tables", to_json(tables)}});
  }
  for (Table const& table : tables) terminal.show(table);
  return ExitCode::done;
}

}  // namespace

ExitCode ContractsVerb::run(Terminal& terminal) const {
  if (action == "list") return print(terminal, rule_pack_list(name));
  if (action == "show" && !name.empty()) return print(terminal, rule_pack_table(name, {}));
  if (action == "diff" && !name.empty() && !other.empty()) return print_diff(terminal, *this);
  terminal.complain(action == "show"   ? "name the rule pack to show; plimsoll contracts list names them"
                    : action == "diff" ? "name two to compare: rule packs, or with --study contracts of it"
                                       : "contracts knows list, show and diff, not \"" + action + "\"");
  return ExitCode::usage;
}

}  // namespace plimsoll
