#include "report_verb.hpp"

#include <fmt/format.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>

#include "html_page.hpp"
#include "plimsoll/scenarios/assumption_register.hpp"
#include "plimsoll/scenarios/reserve_study.hpp"
#include "plimsoll/scenarios/summary.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "read_document.hpp"
#include "report/packed.hpp"
#include "report/report_document.hpp"
#include "table_json.hpp"
#include "workbook/workbook.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_live_trials = 20'000;
constexpr std::size_t most_live_bytes = 6'000'000;  // a page stays below 10 MB with all else it holds

std::vector<Table> reserve_tables(OpenedRun const& run) {
  FinishedRun const finished{run.study.loaded, run.results, run.study.method};
  return reserve_study(finished, release_window(run.study.loaded.study)).tables;
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

std::string live_note(LiveContracts const& live, std::uint64_t of) {
  if (live.trials.trials == of) return fmt::format("Terms settle all {} trials of the run again.", of);
  return fmt::format("Terms settle the first {} of the run's {} trials again.", live.trials.trials, of);
}

/// The run's summary, what else was given, and what the run says of reserves where nobody gave it.
std::deque<ReportSource> workbook_documents(ReportVerb const& verb, OpenedRun const& run) {
  std::deque<ReportSource> documents{{"run", read_document(fs::path(verb.run_folder) / "summary.json")}};
  bool has_reserve = false;
  for (std::string const& source : verb.sources) {
    documents.push_back({fs::path(source).stem().string(), read_document(source)});
    has_reserve = has_reserve || documents.back().document.value("format", "") == "plimsoll-reserve/1";
  }
  if (!has_reserve)
    documents.push_back({"reserve", nlohmann::ordered_json{{"tables", to_json(reserve_tables(run))}}});
  return documents;
}

void write_book(ReportVerb const& verb, Terminal& terminal) {
  expect_workbook_library();
  if (!verb.force && fs::exists(verb.xlsx))
    throw IoError(verb.xlsx + " is there already; --force replaces it");
  OpenedRun const opened = open_run(verb.run_folder, verb.inputs);
  for (std::string const& notice : opened.notices) terminal.say("notice: " + notice);
  std::vector<Problem> const faults = final_faults(opened.study.loaded);
  if (verb.final_report && !faults.empty()) throw InputError(faults);
  std::deque<ReportSource> const documents = workbook_documents(verb, opened);
  LiveContracts const live = live_contracts(opened, most_live_trials, static_cast<std::size_t>(verb.threads));
  WorkbookInput input;
  input.run = &opened;
  input.payoffs = &live.payoffs;
  input.mark = faults.empty() ? "no draft: nothing stands against a final report" : "draft";
  for (LiveTerm const& term : live.terms) input.terms.push_back(&term);
  for (ReportSource const& source : documents) input.documents.push_back({source.name, &source.document});
  write_workbook(verb.xlsx, input, verb.force ? Overwrite::replace : Overwrite::refuse);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-report-written/1"}, {"workbook", verb.xlsx}});
  else
    terminal.print(verb.xlsx + "\n");
}

ExitCode workbook_instead(ReportVerb const& verb, Terminal& terminal) {
  try {
    write_book(verb, terminal);
  } catch (NotReproducible const& error) {
    terminal.complain(error.what());
    return ExitCode::not_reproducible;
  }
  return ExitCode::done;
}

}  // namespace

ExitCode ReportVerb::run(Terminal& terminal) const {
  if (!xlsx.empty()) return workbook_instead(*this, terminal);
  expect_chart_library();
  fs::path const page = output.empty() ? fs::path(run_folder) / "report.html" : fs::path(output);
  if (!force && fs::exists(page))
    throw IoError(fmt::format("{} is there already; --force replaces it", page.string()));
  std::vector<ReportSource> documents;
  for (std::string const& source : sources)
    documents.push_back({fs::path(source).stem().string(), read_document(source)});
  try {
    OpenedRun const opened = open_run(run_folder, inputs);
    for (std::string const& notice : opened.notices) terminal.say("notice: " + notice);
    std::vector<Problem> const faults = final_faults(opened.study.loaded);
    if (final_report && !faults.empty()) throw InputError(faults);
    LiveContracts live = live_contracts(opened, most_live_trials, static_cast<std::size_t>(threads));
    ReportTables tables;
    auto reserve = beside([&] { return reserve_tables(opened); });
    tables.run = run_tables(opened.study, opened.results.table, static_cast<std::size_t>(threads));
    tables.reserve = reserve.get();
    tables.assumptions = {assumption_register(opened.study.loaded)};
    keep_within(most_live_bytes, live);
    ReportWords words;
    for (Problem const& fault : faults) words.draft_because.push_back(in_words(fault));
    words.view = name_in_study(view);
    words.limitations = limitations(opened.study.loaded);
    words.live_note = live_note(live, opened.results.table.trials);
    auto packed = beside([&] { return packed_live(live, opened.results.table.trials); });
    auto explained = beside([&] { return packed_explained(explain_run(opened, tables.run)); });
    nlohmann::ordered_json const document = report_document(opened, tables, documents, live.payoffs, words);
    std::string const html =
        html_page("report", document, {{"live", packed.get()}, {"explained", explained.get()}});
    write_aside(page, std::as_bytes(std::span(html)), force ? Overwrite::replace : Overwrite::refuse);
    if (terminal.json())
      terminal.print(nlohmann::ordered_json{{"format", "plimsoll-report-written/1"},
                                            {"page", page.string()},
                                            {"bytes", html.size()},
                                            {"live_trials", live.trials.trials}});
    else
      terminal.print(fmt::format("{}: {:.1f} MB. {}\n", page.string(),
                                 1e-6 * static_cast<double>(html.size()), words.live_note));
  } catch (NotReproducible const& error) {
    terminal.complain(error.what());
    return ExitCode::not_reproducible;
  }
  return ExitCode::done;
}

}  // namespace plimsoll
