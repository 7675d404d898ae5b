#include "plimsoll/models/cash/ramp.hpp"

#include <algorithm>

namespace plimsoll {

double effect_in_month(Ramp const& ramp, std::int64_t month) {
  std::int64_t const since = month - ramp.start_month;
  if (since < 0) return 0.0;
  if (since >= ramp.ramp_months) return 1.0;
  return (static_cast<double>(since) + 0.5) / static_cast<double>(ramp.ramp_months);
}

double effect_in_year(Ramp const& ramp, std::int64_t first_month) {
  double sum = 0.0;
  for (std::int64_t month = first_month; month < first_month + 12; ++month)
    sum += effect_in_month(ramp, month);
  return sum / 12.0;
}

std::int64_t months_run(Ramp const& ramp, std::int64_t first_month) {
  return std::clamp<std::int64_t>(first_month + 12 - ramp.start_month, 0, 12);
}

}  // namespace plimsoll
