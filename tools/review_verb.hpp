#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct ReviewVerb {
  std::string data;
  std::string columns;
  std::optional<std::int64_t> year;
  std::string prior;
  bool strict = false;
  std::int64_t rows = 5;
  static constexpr VerbText text{
      "review",
      "Reviews claims or members before a fit: totals, gaps, repeats, reversals, dates, cover.",
      {"plimsoll review claims --columns tuva", "plimsoll review cclf --columns cclf --year 2025 --strict",
       "plimsoll review claims --columns tuva --prior claims_before --rows 20 --json"}};
  static constexpr std::array<std::string_view, 1> positional{"data"};
  static constexpr auto fields = field_table(
      required("data", &ReviewVerb::data, "folder of claims, or a member-year CSV"),
      required("columns", &ReviewVerb::columns, "column map: a file, or the name of a shipped one"),
      optional("year", &ReviewVerb::year, Unit::years, Range{1901, 2155},
               "year whose members and risk cells are looked into as well"),
      optional("prior", &ReviewVerb::prior, "folder of the feed of before, to be compared month by month"),
      optional("strict", &ReviewVerb::strict, "end with 3 where there is a defect"),
      optional("rows", &ReviewVerb::rows, Unit::count, Range{1, 100'000},
               "row numbers told for each defect"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
