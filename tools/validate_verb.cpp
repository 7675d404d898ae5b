#include "validate_verb.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/validate_settlements.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode ValidateVerb::run(Terminal& terminal) const {
  if (what != "settlements") {
    terminal.complain("validate knows settlements, not \"" + what + "\"");
    return ExitCode::usage;
  }
  std::vector<SettledRow> const rows = validate_settlements(file);
  Table const agreement = agreement_table(rows), mismatches = mismatch_table(rows);
  std::size_t const unmatched = count_of(rows, Agreement::unmatched);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-validate/1"},
                                          {"file", file},
                                          {"rows", rows.size()},
                                          {"matched", count_of(rows, Agreement::matched)},
                                          {"explained", count_of(rows, Agreement::explained)},
                                          {"unmatched", unmatched},
                                          {"tables", {to_json(agreement), to_json(mismatches)}}});
  terminal.show(agreement);
  if (!mismatches.rows().empty()) terminal.show(mismatches);
  terminal.say(fmt::format("{} of {} settlements matched, {} explained, {} unmatched",
                           count_of(rows, Agreement::matched), rows.size(),
                           count_of(rows, Agreement::explained), unmatched));
  return gate && unmatched > 0 ? ExitCode::gate : ExitCode::done;
}

}  // namespace plimsoll
