#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/cost_file.hpp"
#include "plimsoll/scenarios/fit_file.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "table_json.hpp"
#include "verbs.hpp"

namespace plimsoll {

ExitCode FitVerb::run(Terminal& terminal) const {
  if (std::filesystem::exists(output) && !force)
    throw IoError(output + " is there already; --force replaces it");
  FitReport const report = fit_file({data, columns, static_cast<int>(year), plan, manual, blend, strict});
  std::string const cost_file = cost_file_text(report.fit.model);
  write_aside(output, std::as_bytes(std::span(cost_file)), force ? Overwrite::replace : Overwrite::refuse);
  if (terminal.json()) {
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-fit/1"},
                                          {"output", output},
                                          {"notices", report.fit.notices},
                                          {"tables", to_json(report.tables)}});
    return ExitCode::done;
  }
  for (Table const& table : report.tables) terminal.show(table);
  std::size_t thin = 0;
  for (std::string const& notice : report.fit.notices)
    if (notice.starts_with("cell "))
      ++thin;
    else
      terminal.say("notice: " + notice);
  if (thin > 0)
    terminal.say(fmt::format(
        "notice: {} laws of thin cells come from a parent cell; `from` in the cost file names it, "
        "--json lists them",
        thin));
  terminal.say("cost file: " + output);
  return ExitCode::done;
}

}  // namespace plimsoll
