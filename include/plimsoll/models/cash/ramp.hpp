#pragma once

#include <cstdint>

namespace plimsoll {

/// When a programme starts and how long it takes to work in full; months from 1, the first month of the
/// first performance year.
struct Ramp {
  std::int64_t start_month = 1;
  std::int64_t ramp_months = 0;  ///< 0: in full from the first day
};

/// Mean over one month of an effect that is 0 before the start, grows in a straight line over `ramp_months`
/// and is 1 from then on.
double effect_in_month(Ramp const& ramp, std::int64_t month);

/// Mean over the twelve months from `first_month` on.
double effect_in_year(Ramp const& ramp, std::int64_t first_month);

/// Months of those twelve in which the programme runs, 0 to 12.
std::int64_t months_run(Ramp const& ramp, std::int64_t first_month);

}  // namespace plimsoll
