#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll {

/// A day as days since 1970-01-01.
using Day = std::int32_t;
inline constexpr Day no_day = std::numeric_limits<Day>::min();       ///< blank, 1000-01-01, 9999-12-31
inline constexpr Day never = std::numeric_limits<Day>::max() - 400;  ///< the end of what is open

/// A month as months since January of year 0.
using Month = std::int32_t;

/// `yyyy-mm-dd`, a time of day may follow, or `yyyymmdd`; no_day where there is none; empty where it is no
/// date.
std::optional<Day> parse_day(std::string_view text);
/// `yyyymm` or `yyyy-mm`, a day may follow.
std::optional<Month> parse_month(std::string_view text);
/// Dollars as whole cents, half away from zero; plain digits only.
std::optional<std::int64_t> parse_cents(std::string_view text);

Month month_of(Day day);
int year_of(Day day);
Day first_day(Month month);
inline Day last_day(Month month) {
  return first_day(month + 1) - 1;
}
inline Month month_of(int year, int month) {
  return year * 12 + month - 1;
}
/// `yyyy-mm`.
std::string month_text(Month month);
/// `yyyy-mm-dd`.
std::string day_text(Day day);

}  // namespace plimsoll
