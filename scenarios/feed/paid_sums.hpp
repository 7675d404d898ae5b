#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "text/dates.hpp"

namespace plimsoll {

/// Which claims a triangle takes and how long its periods are.
struct PaidScope {
  int months = 1;                               ///< of a period: 1, 3 or 12
  Day since = std::numeric_limits<Day>::min();  ///< first day of service taken
  Day as_of = never;                            ///< what was served or paid later is left out
};

/// One period incurred: cents by the period they were paid in, and the members behind them.
struct PaidPeriod {
  std::map<int, std::int64_t> cents;
  std::int64_t members = 0;
};

/// Payments of the fitted categories by period incurred and paid; a period is numbered month / `months`.
/// Reversals stand in the period they were paid in; what was paid before its service counts as paid in the
/// period of service, by whose end it was paid.
struct PaidSums {
  int months = 1;
  std::vector<std::map<int, PaidPeriod>> by_category;  ///< by period incurred
  std::map<int, PaidPeriod> total;
  std::optional<Month> last_paid;
};

/// Fills sums member by member.
class PaidCollector {
 public:
  explicit PaidCollector(PaidSums& sums) : sums_(&sums) {}
  void add(std::size_t category, Day day, Day paid, std::int64_t cents);
  void close_member();

 private:
  PaidSums* sums_;
  std::vector<std::pair<int, std::size_t>> seen_;  ///< periods incurred and categories of the member
};

}  // namespace plimsoll
