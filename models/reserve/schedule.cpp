#include "plimsoll/models/reserve/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// What one year's reserve stands at `months` after the year's start.
double held(OpenYear const& year, int months, ReleaseWindow const& window) {
  if (months <= 0 || months >= 12 + window.last_month) return 0.0;
  return year.reserve * std::min(months, 12) / 12.0;
}

}  // namespace

std::vector<QuarterBalance> reserve_schedule(std::vector<OpenYear> const& years,
                                             ReleaseWindow const& window) {
  PLIMSOLL_EXPECT(window.last_month >= 0);
  std::vector<QuarterBalance> schedule;
  if (years.empty()) return schedule;
  auto const earlier = [](OpenYear const& a, OpenYear const& b) { return a.year < b.year; };
  int const first = std::min_element(years.begin(), years.end(), earlier)->year;
  int const last = std::max_element(years.begin(), years.end(), earlier)->year;
  double opening = 0.0;
  for (int month = 3; month <= 12 * (last - first + 1) + window.last_month + 2; month += 3) {
    QuarterBalance at{first + (month - 1) / 12, (month - 1) % 12 / 3 + 1, opening, 0.0, 0.0, 0.0, {}};
    for (OpenYear const& year : years) {
      int const months = month - 12 * (year.year - first);
      double const before = held(year, months - 3, window), now = held(year, months, window);
      double const accrued =
          year.reserve * (std::clamp(months, 0, 12) - std::clamp(months - 3, 0, 12)) / 12.0;
      at.accrued += accrued;
      at.released += now == 0.0 ? before + accrued : 0.0;  // a year's reserve is set free at once
      at.closing += now;
      at.by_year.push_back(now);
    }
    opening = at.closing;
    schedule.push_back(std::move(at));
  }
  return schedule;
}

double dollar_years_held(double reserve, ReleaseWindow const& window) {
  return reserve * (6.0 + window.last_month) / 12.0;
}

std::string release_month(int performance_year, ReleaseWindow const& window) {
  return fmt::format("{}-{:02}", performance_year + (11 + window.last_month) / 12,
                     (11 + window.last_month) % 12 + 1);
}

}  // namespace plimsoll
