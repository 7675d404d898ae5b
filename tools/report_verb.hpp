#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

/// Who a report is for; it leaves sections out and changes no figure.
enum class ReportView { technical, board, budget };
template <>
struct Names<ReportView> {
  static constexpr std::array<std::pair<std::string_view, ReportView>, 3> pairs{
      {{"technical", ReportView::technical}, {"board", ReportView::board}, {"budget", ReportView::budget}}};
};

struct ReportVerb {
  std::string run_folder;
  std::vector<std::string> sources;
  std::string output;
  std::string xlsx;
  ReportView view = ReportView::technical;
  std::string inputs;
  std::int64_t threads = 0;
  bool final_report = false;
  bool redact_names = false;
  bool force = false;
  static constexpr VerbText text{"report",
                                 "Writes report.html of a finished run, one page that needs nothing else, "
                                 "with terms that can be moved; or a workbook.",
                                 {"plimsoll report runs/june --view board -o board/june.html",
                                  "plimsoll report runs/june tornado.json --redact-names -o passed_on.html",
                                  "plimsoll report runs/june held.json tornado.json --xlsx june.xlsx"}};
  static constexpr std::array<std::string_view, 2> positional{"run", "sources"};
  static constexpr auto fields = field_table(
      required("run", &ReportVerb::run_folder, "folder of a finished run"),
      optional("sources", &ReportVerb::sources,
               "documents that other verbs printed with --json: sweep, drivers, reforecast, compare, fit"),
      optional("output", &ReportVerb::output,
               "page to write; report.html in the run's folder when not given"),
      optional("xlsx", &ReportVerb::xlsx, "workbook with live formulas to write in place of the page"),
      optional(
          "view", &ReportVerb::view,
          "technical: all sections; board: decision, what we may owe, options, limitations, audit; budget: "
          "with the contracts' money kept apart in place of options"),
      optional("inputs", &ReportVerb::inputs, "folder of the files the study names; its own when not given"),
      optional("threads", &ReportVerb::threads, Unit::count, Range{0, 4096},
               "threads that draw trials again; 0 is all; changes no figure"),
      optional(
          "final", &ReportVerb::final_report,
          "refuse a study with a blank purpose, actuary or date, or assumptions without a source; without "
          "it the page is marked a draft"),
      optional(
          "redact_names", &ReportVerb::redact_names,
          "neutral names in place of contracts, populations, cells, files and people, and no text of the "
          "study; changes no figure"),
      optional("force", &ReportVerb::force, "replace what is there"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
