#include "unpaid_verb.hpp"

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/unpaid_file.hpp"
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
  UnpaidRequest request{{triangle, incremental, valuation}, {tail, tail_std_error, tail_sigma}, a_priori, {}};
  if (margin_share) request.margin = MarginShare{*margin_share};
  if (margin_level) request.margin = MarginLevel{*margin_level};
  UnpaidReport const report = unpaid_file(request);
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
