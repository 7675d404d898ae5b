#include "init_verb.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "plimsoll/scenarios/init_mssp.hpp"
#include "plimsoll/sim/aside_file.hpp"

namespace plimsoll {

ExitCode InitVerb::run(Terminal& terminal) const {
  if (programme != "mssp") {
    terminal.complain("init knows mssp, not \"" + programme + "\"");
    return ExitCode::usage;
  }
  if (std::filesystem::exists(output) && !force)
    throw IoError(output + " is there already; --force replaces it");
  StartedStudy const study = start_mssp_study({aco, panel, year});
  write_aside(output, std::as_bytes(std::span(study.text)), force ? Overwrite::replace : Overwrite::refuse);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-init/1"},
                                          {"output", output},
                                          {"aco", aco},
                                          {"results_year", study.year},
                                          {"template", study.template_name},
                                          {"notices", study.notices}});
  for (std::string const& notice : study.notices) terminal.say("notice: " + notice);
  terminal.say("study: " + output + ", from the results of " + std::to_string(study.year) + " under " +
               study.template_name);
  return ExitCode::done;
}

}  // namespace plimsoll
