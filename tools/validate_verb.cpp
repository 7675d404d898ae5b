#include "validate_verb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/validate_engines.hpp"
#include "plimsoll/scenarios/validate_settlements.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode ValidateVerb::run(Terminal& terminal) const {
  if (what == "engines" && !gate) return engines(terminal);
  if (what == "settlements" && !trials) return settlements(terminal);
  terminal.complain(what == "engines"       ? std::string("--gate goes with settlements")
                    : what == "settlements" ? std::string("--trials goes with engines")
                                            : "validate knows settlements and engines, not \"" + what + "\"");
  return ExitCode::usage;
}

ExitCode ValidateVerb::engines(Terminal& terminal) const {
  LoadedStudy const loaded = load_study(file);
  std::int64_t const drawn = trials.value_or(loaded.study.run.trials);
  std::vector<EngineFigure> const figures = validate_engines(loaded, static_cast<std::uint64_t>(drawn));
  Table const table = engines_table(figures);
  auto const differ = static_cast<std::size_t>(std::count_if(
      figures.begin(), figures.end(), [](EngineFigure const& figure) { return !figure.agrees(); }));
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-validate/1"},
                                          {"file", file},
                                          {"trials", drawn},
                                          {"compared", figures.size()},
                                          {"differ", differ},
                                          {"tables", {to_json(table)}}});
  terminal.show(table);
  terminal.say(differ == 0
                   ? fmt::format("the engines agree with the exact distribution in all {} figures compared",
                                 figures.size())
                   : fmt::format("{} of {} figures compared DIFFER from the exact distribution", differ,
                                 figures.size()));
  return differ == 0 ? ExitCode::done : ExitCode::failure;
}

ExitCode ValidateVerb::settlements(Terminal& terminal) const {
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
