#include "plimsoll/scenarios/manifest.hpp"

#include <fmt/format.h>

#include <utility>

#include "plimsoll/sim/digest.hpp"

namespace plimsoll {
namespace {

using Pairs = std::vector<std::pair<char const*, std::string>>;

/// Rows of a name and what it is; those without are left out.
Table pairs_table(char const* id, char const* title, Pairs const& pairs) {
  TableBuilder table(id, title);
  table.column("what", "what", Unit::none, Presentation::text);
  table.column("value", "value", Unit::none, Presentation::text);
  for (auto const& [name, value] : pairs)
    if (!value.empty()) table.row(name, {std::string(name), value});
  return table.build();
}

/// Rows of texts, numbered from 1.
Table texts_table(char const* id, char const* title, std::vector<char const*> const& columns,
                  std::vector<std::vector<std::string>> const& rows) {
  TableBuilder table(id, title);
  for (char const* column : columns) table.column(column, column, Unit::none, Presentation::text);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<Cell> cells;
    for (std::string const& text : rows[i]) cells.push_back(text.empty() ? Cell(Empty{}) : Cell(text));
    table.row(std::to_string(i + 1), std::move(cells));
  }
  return table.build();
}

Table list_table(char const* id, char const* title, char const* column,
                 std::vector<std::string> const& texts) {
  std::vector<std::vector<std::string>> rows;
  for (std::string const& text : texts) rows.push_back({text});
  return texts_table(id, title, {column}, rows);
}

Table origin_table(Manifest const& manifest) {
  ResultsHeader const& header = manifest.header;
  return pairs_table("audit.run", "What made the figures",
                     {{"program", header.program + " " + header.version},
                      {"commit", header.commit},
                      {"compiler", header.compiler},
                      {"flags", header.flags},
                      {"libraries", header.libraries},
                      {"generator", header.generator},
                      {"seed", std::to_string(header.seed)},
                      {"trials", std::to_string(manifest.trials)},
                      {"complete", header.complete ? "yes" : "no"},
                      {"method", manifest.method},
                      {"estimator", manifest.estimator},
                      {"plan digest", header.plan_digest},
                      {"study", manifest.study_file},
                      {"study, SHA-256", manifest.study_sha256},
                      {"prepared by", manifest.preparer},
                      {"reviewed by", manifest.reviewer}});
}

Table made_table(Manifest const& manifest) {
  MadeOn const made = manifest.made.value_or(MadeOn{});
  Table table = pairs_table("audit.made", "Where it was made, which moves no figure",
                            {{"system", made.host.system},
                             {"processor", made.host.processor},
                             {"instructions", made.host.instructions},
                             {"cores", made.host.cores ? std::to_string(made.host.cores) : ""},
                             {"libraries bound at start", made.host.libraries},
                             {"threads", made.threads ? std::to_string(made.threads) : ""},
                             {"processes", made.threads ? std::to_string(made.processes) : ""}});
  return manifest.made ? table : with_note(std::move(table), "manifest.json is not beside the run");
}

Table prior_run_table(Manifest const& manifest) {
  PriorRun const prior = manifest.prior.value_or(PriorRun{});
  return pairs_table("audit.prior", "Prior run its reserve was rolled forward from",
                     {{"folder", prior.folder},
                      {"plan digest", prior.plan_digest},
                      {"results.h5, SHA-256", prior.results_sha256}});
}

Table inputs_table(ResultsHeader const& header) {
  std::vector<std::vector<std::string>> rows;
  for (InputFile const& input : header.inputs)
    rows.push_back({input.role, input.path, std::to_string(input.bytes),
                    input.rows > 0 ? std::to_string(input.rows) : "", input.first, input.last, input.sha256});
  return with_note(texts_table("audit.inputs", "Files the run was made from",
                               {"role", "file", "bytes", "rows", "from", "to", "SHA-256"}, rows),
                   "rows are not told where a file has none to count, or so few that they tell of people");
}

Table rule_packs_table(ResultsHeader const& header) {
  std::vector<std::vector<std::string>> rows;
  for (UsedRulePack const& pack : header.rule_packs)
    rows.push_back({pack.name, pack.title, pack.years, pack.shipped ? "shipped" : "file", pack.sha256});
  return texts_table("audit.rule_packs", "Rule packs of its contracts, those they are like included",
                     {"pack", "title", "years", "source", "SHA-256"}, rows);
}

Table outputs_table(Manifest const& manifest) {
  std::vector<std::vector<std::string>> rows;
  for (OutputFile const& file : manifest.outputs)
    rows.push_back({file.name, std::to_string(file.bytes), file.sha256});
  return texts_table("audit.outputs", "Files it left", {"file", "bytes", "SHA-256"}, rows);
}

}  // namespace

Manifest run_manifest(LoadedStudy const& loaded, ResultsHeader const& header, std::uint64_t trials,
                      RunMethod method) {
  Manifest manifest;
  manifest.header = header;
  manifest.trials = trials;
  manifest.method = name_in_study(method);
  manifest.estimator = name_in_study(loaded.study.run.estimator);
  manifest.study_file = loaded.file;
  manifest.study_sha256 = sha256_of(header.study_text);
  manifest.preparer = loaded.study.purpose.preparer;
  manifest.reviewer = loaded.study.purpose.reviewer;
  return manifest;
}

Manifest manifest_of(OpenedRun const& run) {
  Manifest manifest =
      run_manifest(run.study.loaded, run.results.header, run.results.table.trials, run.method);
  read_beside(run.folder, manifest);
  return manifest;
}

std::vector<Table> manifest_tables(Manifest const& manifest) {
  ResultsHeader const& header = manifest.header;
  return {
      origin_table(manifest),
      inputs_table(header),
      rule_packs_table(header),
      list_table("audit.overrides", "What the command line changed of the study", "option", header.overrides),
      list_table("audit.warnings", "What the run said while it was made", "notice", header.notices),
      list_table("audit.suppressed", "Cells that hold 1 to 10 people and are not shown", "cell",
                 header.suppressed),
      outputs_table(manifest),
      made_table(manifest),
      prior_run_table(manifest)};
}

}  // namespace plimsoll
