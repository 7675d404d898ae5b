#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

/// What open tables are written as.
enum class OpenFormat { sqlite, csv, json };
template <>
struct Names<OpenFormat> {
  static constexpr std::array<std::pair<std::string_view, OpenFormat>, 3> pairs{
      {{"sqlite", OpenFormat::sqlite}, {"csv", OpenFormat::csv}, {"json", OpenFormat::json}}};
};

struct ExportVerb {
  std::vector<std::string> sources;
  std::string output;
  OpenFormat to = OpenFormat::sqlite;
  bool trials = false;
  std::vector<std::string> table;
  bool redact_names = false;
  bool force = false;
  static constexpr VerbText text{
      "export",
      "Writes the tables of runs, and of what other verbs print with --json, for a database or a BI tool.",
      {"plimsoll export runs/june -o june.sqlite",
       "plimsoll export runs/june week1.json --redact-names -o june.sqlite",
       "plimsoll export runs/june --to csv --trials --table contract_trials -o june"}};
  static constexpr std::array<std::string_view, 1> positional{"sources"};
  static constexpr auto fields = field_table(
      required("sources", &ExportVerb::sources,
               "folders of finished runs, and documents that verbs printed with --json"),
      required("output", &ExportVerb::output, "file, or folder of CSV files, to write"),
      optional("to", &ExportVerb::to, "what to write"),
      optional("trials", &ExportVerb::trials, "every trial of a run too: contract_trials and driver_draws"),
      optional("table", &ExportVerb::table,
               "name of a table to write, as often as needed; all when not given"),
      optional("redact_names", &ExportVerb::redact_names,
               "neutral names in place of contracts, populations, cells and files; changes no number"),
      optional("force", &ExportVerb::force, "replace what is there"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
