#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"

namespace plimsoll {

/// `[published]`: every ACO of a published results file is a population, a cost, a benchmark and a contract
/// of the study, all of its id. docs/guide/from-public-results.md says what comes from which column.
struct PublishedTable {
  std::string results;
  std::int64_t year = 0;
  std::vector<std::string> acos;
  std::optional<std::string> cost_file;
  Quantity trend = 0.0;
  Quantity update = 0.0;
  static constexpr auto fields = field_table(
      required("results", &PublishedTable::results,
               "results of the Medicare Shared Savings Program as CMS publishes them, or a panel of several "
               "years: CSV, plain or gzip"),
      required("year", &PublishedTable::year, Unit::years, Range{2013, 2155},
               "performance year whose rows become contracts"),
      optional("acos", &PublishedTable::acos, "ids of the ACOs wanted; all of the year when not given"),
      optional("cost_file", &PublishedTable::cost_file,
               "cost file all members are drawn from, each ACO's brought to its published mean cost; needed "
               "by engines of members"),
      required("trend", &PublishedTable::trend, Unit::fraction, Range{-0.5, 1.0},
               "growth of the cost per claim a year, from the results on: one draw for all ACOs"),
      required("update", &PublishedTable::update, Unit::fraction, Range{-0.5, 1.0},
               "what is added to the published benchmarks until settlement: one draw for all ACOs"));
};

}  // namespace plimsoll
