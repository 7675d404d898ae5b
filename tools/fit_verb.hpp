#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plimsoll/models/cost/dependence_fit.hpp"
#include "plimsoll/models/cost/fit.hpp"
#include "plimsoll/models/cost/manual_blend.hpp"
#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct FitVerb {
  std::string data;
  std::string columns;
  std::int64_t year = 0;
  std::string output = "fitted.toml";
  std::string report;
  FitPlan plan;
  std::string manual;
  BlendPlan blend;
  std::string linked;
  std::string linked_columns;
  std::optional<std::int64_t> linked_year;
  DependencePlan dependence;
  bool strict = false;
  bool force = false;
  static constexpr VerbText text{
      "fit",
      "Fits count and severity laws to members or claims and writes a cost file.",
      {"plimsoll fit members.csv.gz --columns map.toml --year 2025 -o fitted.toml --report fit.html",
       "plimsoll fit claims --columns tuva --year 2025 --strict -o fitted.toml",
       "plimsoll fit summary.csv.gz --columns desynpuf --year 2008 --linked summary.csv.gz"}};
  static constexpr std::array<std::string_view, 1> positional{"data"};
  static constexpr auto fields =
      field_table(required("data", &FitVerb::data, "member-year CSV, plain or gzip, or a folder of claims"),
                  required("columns", &FitVerb::columns, "column map: a file, or the name of a shipped one"),
                  required("year", &FitVerb::year, Unit::years, Range{1901, 2155},
                           "year of the rows to fit and of their dollars"),
                  optional("output", &FitVerb::output, "cost file to write"),
                  optional("report", &FitVerb::report,
                           "page to write, one HTML file: every law beside its data in charts and tables"),
                  optional("plan", &FitVerb::plan, "what to fit"),
                  optional("manual", &FitVerb::manual,
                           "cost file of a manual rate: means are blended with it by credibility"),
                  optional("blend", &FitVerb::blend, "how own experience and manual rate are weighted"),
                  optional("linked", &FitVerb::linked,
                           "the same members a year before or after: how members differ and stay so is "
                           "estimated, and written as the cost file's frailty"),
                  optional("linked_columns", &FitVerb::linked_columns, "its column map, where another"),
                  optional("linked_year", &FitVerb::linked_year, Unit::years, Range{1901, 2155},
                           "its year; the year after when not given"),
                  optional("dependence", &FitVerb::dependence, "how the frailty is estimated"),
                  optional("strict", &FitVerb::strict, "refuse data in which a review finds a defect"),
                  optional("force", &FitVerb::force, "replace the cost file and the page"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
