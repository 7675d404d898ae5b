#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/unpaid/triangle.hpp"
#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

/// One incurred month as it is known, in dollars. Months are numbered year · 12 + (month - 1).
struct MonthToDate {
  int month = 0;
  double paid = 0.0;
  double completion = 1.0;    ///< share of the ultimate cost paid by now
  double own_error = 0.0;     ///< standard error of the completed cost that is the month's alone
  double shared_error = 0.0;  ///< and that which it has in common with all other months (development factors)
  std::optional<double> member_months;
  double completed() const { return paid / completion; }
  friend bool operator==(MonthToDate const&, MonthToDate const&) = default;
};

/// What is known of a population's cost.
struct CostToDate {
  std::string population;
  std::string source;               ///< "lists", or the file or folder
  std::string paid_through;         ///< YYYY-MM-DD
  std::vector<MonthToDate> months;  ///< ascending, of the performance years
  std::vector<ClaimantTable> claimants;
};

/// What is known of a table of quality measures.
struct QualityToDate {
  std::string table;
  std::string through;  ///< YYYY-MM-DD
  std::vector<MeasureToDateTable> measures;
};

/// Everything a study knows of its years in course at a date.
struct KnownToDate {
  std::string as_of;  ///< YYYY-MM-DD
  std::vector<CostToDate> cost;
  std::vector<QualityToDate> quality;
  std::vector<std::string> notices;
};

/// Reads the sources of `[actual_to_date]` and `[quality_to_date]` as they stood on the date: files are cut
/// to what was paid by the last whole month, lists of a later date are left out with a notice. Throws
/// InputError where the date or a source cannot be read.
KnownToDate known_to_date(LoadedStudy const& loaded, std::string const& as_of);

/// Completed months of a monthly triangle by chain ladder with Mack's errors, from `first` to `last` month.
std::vector<MonthToDate> completed_months(PaidTriangle const& triangle, double tail, int first, int last);

// Of dates YYYY-MM-DD: number of the last month that is over, calendar year, days from one to another.
int last_whole_month(std::string const& date);
int year_of_date(std::string const& date);
int days_between(std::string const& from, std::string const& to);

}  // namespace plimsoll
