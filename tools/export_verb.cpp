#include "export_verb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "export/writers.hpp"
#include "plimsoll/core/nearest.hpp"
#include "read_document.hpp"
#include "redaction/names_of.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

/// Keeps those asked for; every name that is none is told.
void keep_asked(std::vector<std::string> const& asked, std::vector<OpenTable>& tables) {
  if (asked.empty()) return;
  std::vector<std::string> names;
  for (OpenTable const& table : tables) names.push_back(table.name);
  std::vector<Problem> problems;
  for (std::string const& name : asked)
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      std::string const near = nearest(name, names);
      problems.push_back(
          {{"--table", 0, 0},
           name,
           "is no table of these sources",
           "",
           near.empty() ? "about_tables of an export lists them" : "did you mean \"" + near + "\"?"});
    }
  if (!problems.empty()) throw InputError(std::move(problems));
  std::erase_if(tables, [&](OpenTable const& table) {
    return std::find(asked.begin(), asked.end(), table.name) == asked.end();
  });
}

void write(ExportVerb const& verb, std::vector<OpenTable> const& tables) {
  Overwrite const overwrite = verb.force ? Overwrite::replace : Overwrite::refuse;
  switch (verb.to) {
    case OpenFormat::sqlite: return write_sqlite(verb.output, tables, overwrite);
    case OpenFormat::csv: return write_csv(verb.output, tables, overwrite);
    case OpenFormat::json: return write_json(verb.output, tables, overwrite);
  }
}

Redaction names_of(std::vector<fs::path> const& runs, std::vector<NamedDocument> const& documents) {
  Redaction names;
  for (fs::path const& folder : runs) {
    FinishedRun const run = read_finished_run(folder);
    add_names(run.loaded, run.results.header, names);
    add_path(folder, names);
  }
  add_names(documents, names);
  expect_replaceable(names);
  return names;
}

/// The same table under neutral names.
OpenTable covered(OpenTable table, Redaction const& names) {
  table.each = [each = std::move(table.each), names](auto const& take) {
    each([&](std::span<OpenValue const> row) {
      std::vector<OpenValue> told(row.begin(), row.end());
      for (OpenValue& value : told)
        if (auto* text = std::get_if<std::string>(&value)) *text = names.covered(*text);
      take(told);
    });
  };
  return table;
}

}  // namespace

ExitCode ExportVerb::run(Terminal& terminal) const {
  std::vector<fs::path> const paths(sources.begin(), sources.end());
  std::vector<NamedDocument> documents = read_documents(paths);
  std::vector<fs::path> runs;
  std::copy_if(paths.begin(), paths.end(), std::back_inserter(runs),
               [](fs::path const& path) { return fs::is_directory(path); });
  if (trials && runs.size() != 1) {
    terminal.complain("--trials goes with one run: name its folder, and no other run");
    return ExitCode::usage;
  }
  if (redact_names && runs.empty()) {
    terminal.complain("--redact-names goes with the folder of a run: its study knows the names");
    return ExitCode::usage;
  }
  Redaction const redaction = redact_names ? names_of(runs, documents) : Redaction();
  if (redact_names) documents = plimsoll::covered(std::move(documents), redaction);
  std::vector<OpenTable> tables = open_tables(documents);
  Results const results = trials ? read_results(runs.front() / "results.h5") : Results{};
  if (trials)
    for (OpenTable& of_trials : trial_tables(results))
      tables.push_back(covered(std::move(of_trials), redaction));
  keep_asked(table, tables);
  write(*this, tables);
  std::vector<std::string> names;
  for (OpenTable const& written : tables) names.push_back(written.name);
  if (terminal.json())
    terminal.print(
        nlohmann::ordered_json{{"format", "plimsoll-export/1"}, {"output", output}, {"tables", names}});
  else
    terminal.print(fmt::format("{}: {} tables\n", output, tables.size()));
  return ExitCode::done;
}

}  // namespace plimsoll
