#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/scenarios/actual_tables.hpp"

namespace plimsoll {

/// `[reforecast]`: how a year in course is read. docs/theory/reforecast.md.
struct ReforecastTable {
  std::vector<double> seasonality;
  double seasonality_error = 0.0;
  double persistent_share = 0.0;
  double least_completion = 0.5;
  std::int64_t stale_after_days = 45;
  static constexpr auto fields = field_table(
      optional(
          "seasonality", &ReforecastTable::seasonality, Unit::none, not_negative,
          "cost of each calendar month over that of an average month, twelve numbers of sum 12; even when "
          "not given"),
      optional("seasonality_error", &ReforecastTable::seasonality_error, Unit::fraction, Range{0.0, 0.5},
               "standard deviation of the share of a year's cost that falls in half of it"),
      optional("persistent_share", &ReforecastTable::persistent_share, Unit::fraction, unit_interval,
               "engine panel: share of the members' process variance that stays with them through the year; "
               "other engines know it from their laws"),
      optional("least_completion", &ReforecastTable::least_completion, Unit::fraction, Range{0.01, 1.0},
               "incurred months of which a smaller share is paid say nothing yet: they count as remaining"),
      optional("stale_after_days", &ReforecastTable::stale_after_days, Unit::count, Range{0, 3660},
               "age of a source, on the as-of date, from which it is marked stale"));
};

/// `[actual_to_date.NAME]`, NAME a population: what is known of years in course, by month incurred. Either
/// lists, or a file of payments, or a folder of claims, which are developed by chain ladder.
struct ActualToDateTable {
  std::string first;
  std::string paid_through;
  std::vector<double> paid;
  std::vector<double> completion;
  std::vector<double> completion_error;
  std::vector<double> member_months;
  std::optional<std::string> payments;
  std::optional<std::string> claims;
  std::string column_map;
  double tail = 1.0;
  std::vector<ClaimantTable> claimants;
  static constexpr auto fields = field_table(
      optional(
          "first", &ActualToDateTable::first,
          "month of the first entry of the lists, YYYY-MM; January of the first performance year when not "
          "given"),
      optional("paid_through", &ActualToDateTable::paid_through,
               "date up to which payments are in, YYYY-MM-DD; the last month paid of a file when not given"),
      optional("paid", &ActualToDateTable::paid, Unit::dollars, not_negative,
               "paid so far for each month incurred"),
      optional("completion", &ActualToDateTable::completion, Unit::fraction, Range{0.001, 1.0},
               "share of the month's ultimate cost paid by that date; all of it when not given"),
      optional("completion_error", &ActualToDateTable::completion_error, Unit::fraction, Range{0.0, 1.0},
               "standard error of that share, for its chance and its estimate together"),
      optional("member_months", &ActualToDateTable::member_months, Unit::member_months, not_negative,
               "members of each month; as the study expects them when not given"),
      optional(
          "payments", &ActualToDateTable::payments,
          "CSV of payments with columns incurred, paid and amount, plain or gzip, in place of the lists"),
      optional("claims", &ActualToDateTable::claims, "folder of claims, in place of the lists"),
      optional("column_map", &ActualToDateTable::column_map, "column map of the claims: a path, or a name"),
      optional("tail", &ActualToDateTable::tail, Unit::none, Range{1.0, 2.0},
               "growth of a file's payments after its last lag"),
      optional("claimants", &ActualToDateTable::claimants,
               "members above the lowest limit of the contracts, once all of a year is in"));
};

/// `[[quality_to_date.NAME.measure]]`
struct MeasureToDateTable {
  std::string name;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  static constexpr auto fields =
      field_table(required("name", &MeasureToDateTable::name, "name of the measure in [quality.NAME]"),
                  required("numerator", &MeasureToDateTable::numerator, Unit::count, not_negative,
                           "patients in the numerator so far"),
                  required("denominator", &MeasureToDateTable::denominator, Unit::count, not_negative,
                           "patients measured so far"));
};

/// `[quality_to_date.NAME]`, NAME a table of quality measures: what was measured so far in a year.
struct QualityToDateTable {
  std::string through;
  std::vector<MeasureToDateTable> measure;
  static constexpr auto fields =
      field_table(required("through", &QualityToDateTable::through, "date it was measured, YYYY-MM-DD"),
                  optional("measure", &QualityToDateTable::measure, "measures known so far"));
};

}  // namespace plimsoll
