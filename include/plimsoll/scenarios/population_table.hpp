#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"
#include "plimsoll/models/experience/tally.hpp"
#include "plimsoll/scenarios/column_map.hpp"
#include "plimsoll/sim/movement.hpp"

namespace plimsoll {

/// `[population.NAME]`: aggregates, or a member file.
struct PopulationTable {
  std::optional<std::int64_t> members;
  std::map<std::string, double> enrolment;
  std::map<std::string, double> age;
  std::map<std::string, double> risk;
  std::int64_t months = 12;
  std::optional<std::string> file;
  std::optional<std::string> column_map;
  std::optional<ColumnMap> columns;
  std::optional<std::int64_t> file_year;
  Quantity growth = 0.0;
  Quantity score = 1.0;
  std::optional<Movement> movement;
  Attribution attribution = Attribution::prospective;
  Quantity count_error = 0.0;
  static constexpr auto fields = field_table(
      optional("members", &PopulationTable::members, Unit::members, Range{1, 1e8},
               "roster size in the base years"),
      optional("enrolment", &PopulationTable::enrolment, Unit::fraction, unit_interval,
               "share of members by enrolment type"),
      optional("age", &PopulationTable::age, Unit::fraction, unit_interval, "share of members by age band"),
      optional("risk", &PopulationTable::risk, Unit::fraction, unit_interval,
               "share of members by risk band"),
      optional("months", &PopulationTable::months, Unit::months, Range{1, 12},
               "months of exposure per member and year"),
      optional("file", &PopulationTable::file,
               "member-year CSV, plain or gzip, or a folder of claims, in place of the shares"),
      optional("column_map", &PopulationTable::column_map,
               "column map of the file: a path, or the name of a shipped one"),
      optional("columns", &PopulationTable::columns, "column map of the file, written here"),
      optional("file_year", &PopulationTable::file_year, Unit::years, Range{1901, 2155},
               "year of the file to take members from"),
      optional("growth", &PopulationTable::growth, Unit::fraction, Range{-0.5, 1.0},
               "growth of the roster a year, from the base years on"),
      optional("score", &PopulationTable::score, Unit::none, Range{0.01, 100.0},
               "factor on everyone's frequency"),
      optional("movement", &PopulationTable::movement, "how members come and go; they stay when not given"),
      optional("attribution", &PopulationTable::attribution,
               "who counts where members come and go: prospective, the year's first members; retrospective, "
               "those at its end; enrolled, everyone while they are members"),
      optional(
          "count_error", &PopulationTable::count_error, Unit::fraction, Range{-0.5, 1.0},
          "members wrongly counted in performance years, as a share of the right number; below 0 some are "
          "missed"));
};

}  // namespace plimsoll
