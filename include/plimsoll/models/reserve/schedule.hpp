#pragma once

#include <string>
#include <vector>

namespace plimsoll {

/// When a performance year is settled: the first and the last month after its end in which cash may move.
struct ReleaseWindow {
  int first_month = 12;
  int last_month = 18;
};

/// One performance year's reserve at its full amount, dollars.
struct OpenYear {
  int year;
  double reserve;
};

/// What is held at the end of one calendar quarter.
struct QuarterBalance {
  int year;
  int quarter;                  ///< 1 to 4
  double opening = 0.0;         ///< all years together
  double accrued = 0.0;         ///< added in the quarter
  double released = 0.0;        ///< set free in the quarter
  double closing = 0.0;         ///< opening + accrued - released
  std::vector<double> by_year;  ///< of the closing balance, as the open years are listed
};

/// Reserves of several performance years by calendar quarter, from the first year's start to the last
/// release. A year's reserve is accrued by month, in equal parts, over the calendar year it is earned in, and
/// held until the last month in which it may be paid: so two or three years are open at once. Expects a
/// window that is not before the year's end.
std::vector<QuarterBalance> reserve_schedule(std::vector<OpenYear> const& years, ReleaseWindow const& window);

/// Dollar-years for which a reserve is held: half a year on average while it accrues, then whole to the end
/// of the window. Times a yearly rate it is the cost of holding.
double dollar_years_held(double reserve, ReleaseWindow const& window);

/// The last month end in which cash may move, as text: "2029-06".
std::string release_month(int performance_year, ReleaseWindow const& window);

}  // namespace plimsoll
