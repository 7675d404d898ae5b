#include "init_verb.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "plimsoll/scenarios/init_mssp.hpp"
#include "plimsoll/sim/aside_file.hpp"

namespace plimsoll {

ExitCode InitVerb::run(Terminal& terminal) const {
  if (programme == "mssp") return start_study(terminal);
  if (programme == "claims") return make_claims(terminal);
  terminal.complain("init knows mssp and claims, not \"" + programme + "\"");
  return ExitCode::usage;
}

ExitCode InitVerb::make_claims(Terminal& terminal) const {
  if (output.ends_with(".toml")) {
    terminal.complain("name the folder to write: -o claims");
    return ExitCode::usage;
  }
  if (std::filesystem::exists(output) && !force)
    throw IoError(output + " is there already; --force writes into it");
  SyntheticFeed const made = write_synthetic_feed(
      output,
      {members, static_cast<int>(year.value_or(2025)), static_cast<std::uint64_t>(seed), layout, defects});
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{
        {"format", "plimsoll-init/1"}, {"output", output}, {"rows", made.rows}, {"planted", made.planted}});
  terminal.say(
      fmt::format("claims: {}, {} rows made up, {} defects planted", output, made.rows, made.planted));
  return ExitCode::done;
}

ExitCode InitVerb::start_study(Terminal& terminal) const {
  if (aco.empty() || panel.empty()) {
    terminal.complain("init mssp needs --aco and --panel");
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
