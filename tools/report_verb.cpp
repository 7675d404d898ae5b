#include "report_verb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <nlohmann/json.hpp>

#include "html_page.hpp"
#include "plimsoll/scenarios/assumption_register.hpp"
#include "plimsoll/scenarios/manifest.hpp"
#include "plimsoll/scenarios/reserve_study.hpp"
#include "plimsoll/scenarios/summary.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "read_document.hpp"
#include "redaction/names_of.hpp"
#include "report/packed.hpp"
#include "report/report_document.hpp"
#include "table_json.hpp"
#include "workbook/workbook.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t most_live_trials = 20'000;
constexpr std::size_t most_live_bytes = 6'000'000;  // a page stays below 10 MB with all else it holds

/// What a report is made of, page or workbook.
struct Material {
  OpenedRun run;
  std::vector<Problem> against_final;
  std::vector<NamedDocument> documents;
  LiveContracts live;
  Redaction names;  ///< what stands for those of the study, where they are not told
};

/// What was written, for machines and for people.
struct Written {
  Json document;
  std::string line;
};

std::vector<Table> reserve_tables(OpenedRun const& run) {
  return reserve_study({run.study.loaded, run.results, run.study.method},
                       release_window(run.study.loaded.study))
      .tables;
}

/// Work that goes on while the caller does other work; both only read the run.
template <class Work>
auto beside(Work work) {
  return std::async(std::launch::async, std::move(work));
}

/// Fewer trials where theirs would not fit.
void keep_within(std::size_t most, LiveContracts& live) {
  std::size_t const each = bytes_a_trial(live);
  if (each == 0 || each * live.trials.trials <= most) return;
  live.trials.trials = most / each;
  for (std::vector<double>& column : live.trials.columns) column.resize(live.trials.trials);
}

/// "cost.aco.trend: has no source".
std::string in_words(Problem const& fault) {
  return fault.key.empty() ? fault.what : fault.key + ": " + fault.what;
}

/// Trials in groups have errors that a page does not measure (docs/decisions/0064).
bool moves_terms(OpenedRun const& run) {
  return run.results.table.design == nullptr;
}

std::string live_note(OpenedRun const& run, LiveContracts const& live) {
  std::uint64_t const of = run.results.table.trials;
  if (!moves_terms(run))
    return "The run's trials are drawn in groups, whose errors this page cannot work out; run it with "
           "estimator = \"plain\" to move terms.";
  if (live.trials.trials == of) return fmt::format("Terms settle all {} trials of the run again.", of);
  return fmt::format("Terms settle the first {} of the run's {} trials again.", live.trials.trials, of);
}

ReportWords words_of(ReportView view, Material const& material) {
  ReportWords words;
  for (Problem const& fault : material.against_final) words.draft_because.push_back(in_words(fault));
  words.view = name_in_study(view);
  words.limitations = limitations(material.run.study.loaded);
  words.live_note = live_note(material.run, material.live);
  return words;
}

ReportTables tables_of(OpenedRun const& run, std::size_t threads) {
  auto reserve = beside([&] { return reserve_tables(run); });
  ReportTables tables;
  tables.run = run_tables(run.study, run.results.table, threads);
  tables.reserve = reserve.get();
  tables.assumptions = {assumption_register(run.study.loaded)};
  tables.audit = manifest_tables(manifest_of(run));
  return tables;
}

Written write_page(ReportVerb const& verb, fs::path const& path, Material material) {
  OpenedRun const& run = material.run;
  LiveContracts& live = material.live;
  Redaction const& names = material.names;
  ReportTables const tables = tables_of(run, static_cast<std::size_t>(verb.threads));
  keep_within(most_live_bytes, live);
  auto packed = beside(
      [&] { return moves_terms(run) ? packed_live(live, run.results.table.trials, names) : std::string(); });
  auto explained = beside([&] { return packed_explained(explain_run(run, tables.run), names); });
  ReportWords const words = words_of(verb.view, material);
  Json const document =
      names.covered_document(report_document(run, tables, material.documents, live.payoffs, words));
  std::string const html =
      html_page("report", document, {{"live", packed.get()}, {"explained", explained.get()}});
  write_aside(path, std::as_bytes(std::span(html)), verb.force ? Overwrite::replace : Overwrite::refuse);
  return {{{"page", path.string()},
           {"bytes", html.size()},
           {"live_trials", moves_terms(run) ? live.trials.trials : 0}},
          fmt::format("{}: {:.1f} MB. {}", path.string(), 1e-6 * static_cast<double>(html.size()),
                      words.live_note)};
}

/// The run's summary, what else was given, and what the run says of reserves where nobody gave it.
std::vector<NamedDocument> workbook_documents(ReportVerb const& verb, Material const& material) {
  std::vector<NamedDocument> documents = read_documents({verb.run_folder});
  documents.front().name = "run";
  documents.insert(documents.end(), material.documents.begin(), material.documents.end());
  bool const has_reserve = std::any_of(documents.begin(), documents.end(), [](NamedDocument const& given) {
    return given.document.value("format", "") == "plimsoll-reserve/1";
  });
  if (!has_reserve) documents.push_back({"reserve", Json{{"tables", to_json(reserve_tables(material.run))}}});
  return documents;
}

Written write_book(ReportVerb const& verb, fs::path const& path, Material const& material) {
  WorkbookInput input;
  input.run = &material.run;
  input.payoffs = &material.live.payoffs;
  input.mark = material.against_final.empty() ? "no draft: nothing stands against a final report" : "draft";
  for (LiveTerm const& term : material.live.terms) input.terms.push_back(&term);
  input.documents = workbook_documents(verb, material);
  input.names = material.names;
  write_workbook(path, input, verb.force ? Overwrite::replace : Overwrite::refuse);
  return {{{"workbook", path.string()}}, path.string()};
}

Redaction names_of(ReportVerb const& verb, OpenedRun const& run, std::vector<NamedDocument>& documents) {
  Redaction names;
  if (!verb.redact_names) return names;
  add_names(run.study.loaded, run.results.header, names);
  for (auto const& [population, panel] : run.study.panels)
    for (std::string const& type : panel.view.classes) names.name("type", type);
  add_names(documents, names);
  add_path(verb.run_folder, names);
  add_path(verb.inputs, names);
  expect_replaceable(names);
  for (std::size_t i = 0; i < documents.size(); ++i) documents[i].name = fmt::format("source_{}", i + 1);
  return names;
}

/// Opens the run, and refuses what stands against a final report where one is asked for.
Material material_of(ReportVerb const& verb, Terminal& terminal) {
  std::vector<NamedDocument> documents = read_documents({verb.sources.begin(), verb.sources.end()});
  OpenedRun run = open_run(verb.run_folder, verb.inputs);
  for (std::string const& notice : run.notices) terminal.say("notice: " + notice);
  std::vector<Problem> faults = final_faults(run.study.loaded);
  if (verb.final_report && !faults.empty()) throw InputError(std::move(faults));
  LiveContracts live = live_contracts(run, most_live_trials, static_cast<std::size_t>(verb.threads));
  Redaction names = names_of(verb, run, documents);
  return {std::move(run), std::move(faults), std::move(documents), std::move(live), std::move(names)};
}

}  // namespace

ExitCode ReportVerb::run(Terminal& terminal) const {
  bool const book = !xlsx.empty();
  book ? expect_workbook_library() : expect_chart_library();
  fs::path const path = book             ? fs::path(xlsx)
                        : output.empty() ? fs::path(run_folder) / "report.html"
                                         : fs::path(output);
  if (!force && fs::exists(path))
    throw IoError(fmt::format("{} is there already; --force replaces it", path.string()));
  try {
    Material material = material_of(*this, terminal);
    Written const written =
        book ? write_book(*this, path, material) : write_page(*this, path, std::move(material));
    Json told{{"format", "plimsoll-report-written/1"}};
    told.update(written.document);
    if (terminal.json())
      terminal.print(told);
    else
      terminal.print(written.line + "\n");
  } catch (NotReproducible const& error) {
    terminal.complain(error.what());
    return ExitCode::not_reproducible;
  }
  return ExitCode::done;
}

}  // namespace plimsoll
