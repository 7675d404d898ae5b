#include "review_verb.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/review.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode ReviewVerb::run(Terminal& terminal) const {
  std::optional<int> const of_year = year ? std::optional(static_cast<int>(*year)) : std::nullopt;
  Review const found = review({data, columns, of_year, prior, static_cast<std::size_t>(rows)});
  bool const refused = strict && !found.defects.empty();
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-review/1"},
                                          {"defects", found.defects.size()},
                                          {"tables", to_json(found.tables)}});
  for (Table const& table : found.tables) terminal.show(table);
  terminal.say(found.defects.empty()
                   ? "no defect found"
                   : fmt::format("{} {} found", found.defects.size(),
                                 found.defects.size() == 1 ? "kind of defect" : "kinds of defects"));
  return refused ? ExitCode::invalid : ExitCode::done;
}

}  // namespace plimsoll
