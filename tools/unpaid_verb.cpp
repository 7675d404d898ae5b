#include "unpaid_verb.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "plimsoll/sim/aside_file.hpp"
#include "table_json.hpp"

namespace plimsoll {

ExitCode UnpaidVerb::run(Terminal& terminal) const {
  if (margin_share && margin_level) {
    terminal.complain("--margin-share and --margin-level are two ways to say one margin; give one");
    return ExitCode::usage;
  }
  if (margin_level && (*margin_level <= 0.0 || *margin_level >= 1.0)) {
    terminal.complain("--margin-level must lie between 0 and 1, and be neither");
    return ExitCode::usage;
  }
  if (!save.empty() && std::filesystem::exists(save) && !force)
    throw IoError(save + " is there already; --force replaces it");
  UnpaidRequest request{{triangle, incremental, valuation},
                        {tail, tail_std_error, tail_sigma},
                        a_priori,
                        {},
                        {columns, as_of, since, period, category, strict}};
  if (margin_share) request.margin = MarginShare{*margin_share};
  if (margin_level) request.margin = MarginLevel{*margin_level};
  UnpaidReport const report = unpaid_file(request);
  if (!save.empty())
    write_aside(save, std::as_bytes(std::span(report.triangle)),
                force ? Overwrite::replace : Overwrite::refuse);
  if (terminal.json()) {
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-unpaid/1"},
                                          {"file", triangle},
                                          {"notices", report.notices},
                                          {"tables", to_json(report.tables)}});
    return ExitCode::done;
  }
  for (Table const& table : report.tables) terminal.show(table);
  for (std::string const& notice : report.notices) terminal.say("notice: " + notice);
  return ExitCode::done;
}

}  // namespace plimsoll
