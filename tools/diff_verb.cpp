#include "diff_verb.hpp"

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/diff_runs.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode DiffVerb::run(Terminal& terminal) const {
  DiffSetting setting{a, b, !quick, static_cast<std::size_t>(threads),
                      [&terminal](std::string const& step) { terminal.say("run: " + step); }};
  RunDiff const told = diff_runs(setting);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-diff/1"},
                                          {"a", a},
                                          {"b", b},
                                          {"same", told.same},
                                          {"differs", told.causes},
                                          {"notes", told.notes},
                                          {"tables", to_json(told.tables)}});
  for (Table const& table : told.tables) terminal.show(table);
  for (std::string const& note : told.notes) terminal.say("note: " + note);
  return ExitCode::done;
}

}  // namespace plimsoll
