#include "init_verb.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "plimsoll/scenarios/init_mssp.hpp"
#include "plimsoll/scenarios/study_templates.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "table_json.hpp"

namespace plimsoll {

namespace {

ExitCode list_templates(Terminal& terminal) {
  TableBuilder table("templates", "Templates of studies");
  table.column("name", "template", Unit::none, Presentation::text)
      .column("title", "study", Unit::none, Presentation::text);
  for (StudyTemplate const& one : study_templates()) table.row(one.name, {one.name, one.title});
  Table const all = table.build();
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-init/1"}, {"tables", {to_json(all)}}});
  terminal.show(all);
  return ExitCode::done;
}

}  // namespace

ExitCode InitVerb::run(Terminal& terminal) const {
  if (programme == "mssp") return start_study(terminal);
  if (programme == "claims") return make_claims(terminal);
  if (list) return list_templates(terminal);
  if (!programme.empty()) return start_template(terminal);
  terminal.complain("name a template (--list shows them), mssp or claims");
  return ExitCode::usage;
}

ExitCode InitVerb::start_template(Terminal& terminal) const {
  StudyTemplate const chosen = template_named(programme);
  std::vector<StartedFile> const files = started_files(chosen);
  std::filesystem::path const study = output;
  std::vector<std::filesystem::path> paths{study};
  for (std::size_t i = 1; i < files.size(); ++i) paths.push_back(study.parent_path() / files[i].name);
  for (std::filesystem::path const& path : paths)
    if (std::filesystem::exists(path) && !force)
      throw IoError(path.string() + " is there already; --force replaces it");
  if (study.has_parent_path()) make_folder(study.parent_path());
  std::vector<AsideFile> made;
  for (std::size_t i = files.size(); i-- > 0;)  // the study last: it is not there before what it names
    made.emplace_back(paths[i], std::as_bytes(std::span(files[i].text)),
                      force ? Overwrite::replace : Overwrite::refuse);
  commit_together(made);
  std::vector<std::string> written;
  for (std::filesystem::path const& path : paths) written.push_back(path.string());
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{
        {"format", "plimsoll-init/1"}, {"output", output}, {"template", chosen.name}, {"files", written}});
  terminal.say(fmt::format("study: {}, {}", fmt::join(written, " with "), chosen.title));
  terminal.say("every number in it is an illustration: put in your own, and plimsoll check it");
  return ExitCode::done;
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
