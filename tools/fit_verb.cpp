#include "fit_verb.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "html_page.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "plimsoll/scenarios/fit_document.hpp"
#include "plimsoll/scenarios/fit_file.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

AsideFile made(std::string const& file, std::string const& text, bool force) {
  return AsideFile(file, std::as_bytes(std::span(text)), force ? Overwrite::replace : Overwrite::refuse);
}

/// What the page shows: it may travel, so of paths it has only the data's last name.
nlohmann::ordered_json document_of(FitVerb const& verb, FitReport const& report) {
  std::filesystem::path const data = verb.data;
  std::string const name = (data.has_filename() ? data : data.parent_path()).filename().string();
  nlohmann::ordered_json document{{"format", "plimsoll-fit/1"},
                                  {"program", std::string(program_version)},
                                  {"data", name},
                                  {"notices", report.fit.notices},
                                  {"tables", to_json(report.tables)}};
  document.update(fit_document(report));
  return document;
}

void show(FitVerb const& verb, FitReport const& report, Terminal& terminal) {
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
  terminal.say("cost file: " + verb.output);
  if (!verb.report.empty()) terminal.say("fit page: " + verb.report);
}

}  // namespace

ExitCode FitVerb::run(Terminal& terminal) const {
  if (!report.empty()) expect_chart_library();
  for (std::string const& file : {output, report})
    if (!file.empty() && std::filesystem::exists(file) && !force)
      throw IoError(file + " is there already; --force replaces it");
  bool const diagnostics = terminal.json() || !report.empty();
  LinkedRequest const link{linked, linked_columns, static_cast<int>(linked_year.value_or(year + 1)),
                           dependence};
  FitReport const fitted =
      fit_file({data, columns, static_cast<int>(year), plan, manual, blend, strict, diagnostics, link});
  nlohmann::ordered_json document = diagnostics ? document_of(*this, fitted) : nlohmann::ordered_json();
  std::vector<AsideFile> files;  // both are there or neither
  if (!report.empty()) files.push_back(made(report, html_page("fit", document), force));
  files.push_back(made(output, cost_file_text(fitted.fit.model), force));
  commit_together(files);
  if (!terminal.json()) {
    show(*this, fitted, terminal);
    return ExitCode::done;
  }
  document["output"] = output;
  if (!report.empty()) document["report"] = report;
  terminal.print(document);
  return ExitCode::done;
}

}  // namespace plimsoll
