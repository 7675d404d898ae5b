#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/cost/member_years.hpp"
#include "plimsoll/scenarios/column_map.hpp"

namespace plimsoll {

/// What reading a member file did. Counts may be 1 to 10: suppress before they are shown.
struct ReadReport {
  std::int64_t rows = 0;                   ///< data rows of the file
  std::int64_t other_years = 0;            ///< rows of years not asked for, not looked into
  std::int64_t left_out = 0;               ///< rows the map's leave_out holds for
  std::int64_t zero_exposure = 0;          ///< rows of the year without a month of exposure, not kept
  std::int64_t cost_without_exposure = 0;  ///< of those, rows with cost above zero
  double dollars_without_exposure = 0.0;   ///< their cost
  std::int64_t kept = 0;                   ///< member-years kept
  int first_year = 0, last_year = 0;       ///< of the rows looked into; 0 where the file tells no year
  std::vector<std::uint32_t> first_without_exposure;      ///< first rows of those with cost
  std::map<RiskCell, std::uint32_t> first_row_of_cell;    ///< of the rows kept
  std::map<std::string, std::int64_t> negatives_to_zero;  ///< by category, over all rows of the year
};

/// Reads member-year rows from a CSV file, plain or gzip (told by content), row by row: memory holds the kept
/// rows and the keys of the year. With `year`, only rows of that year (the map must then name a year column,
/// unless the file is of that one year). A byte order mark, CRLF line ends, quoted cells and blank lines are
/// accepted. Cells are (enrolment, age band, risk band); axes the map leaves out are "*". Categories stand in
/// order of name. Throws InputError with all faults (the first 50 and how many more), each with file, row and
/// column, never the value.
MemberYears read_member_years(std::filesystem::path const& path, ColumnMap const& map,
                              std::optional<int> year, ReadReport& report);

}  // namespace plimsoll
