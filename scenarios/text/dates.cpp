#include "text/dates.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace plimsoll {
namespace {

namespace chr = std::chrono;

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

Day day_of(chr::year_month_day const& date) {
  return static_cast<Day>(chr::sys_days{date}.time_since_epoch().count());
}

chr::year_month_day parts_of(Day day) {
  return chr::year_month_day{chr::sys_days{chr::days{day}}};
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  if (text.empty()) return no_day;
  bool const dashed = text.size() >= 10 && text[4] == '-' && text[7] == '-';
  if (dashed ? text.size() > 10 && text[10] != ' ' && text[10] != 'T' : text.size() != 8) return std::nullopt;
  std::optional<int> const year = digits(text.substr(0, 4)), month = digits(text.substr(dashed ? 5 : 4, 2)),
                           day = digits(text.substr(dashed ? 8 : 6, 2));
  if (!year || !month || !day) return std::nullopt;
  chr::year_month_day const date{chr::year{*year}, chr::month{static_cast<unsigned>(*month)},
                                 chr::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  if (*year <= 1000 || *year >= 9999) return no_day;
  return day_of(date);
}

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() < 6) return std::nullopt;
  std::optional<int> const year = digits(text.substr(0, 4)),
                           month = digits(text.substr(text[4] == '-' ? 5 : 4, 2));
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  return month_of(*year, *month);
}

std::optional<std::int64_t> parse_cents(std::string_view text) {
  constexpr double most_dollars = 1e10;  // of one amount: sums of millions of them are whole cents still
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0.0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(value) < most_dollars))
    return std::nullopt;
  return std::llround(value * 100.0);
}

Month month_of(Day day) {
  chr::year_month_day const date = parts_of(day);
  return month_of(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())));
}

int year_of(Day day) {
  return static_cast<int>(parts_of(day).year());
}

Day first_day(Month month) {
  chr::year_month_day const date{chr::year{month / 12}, chr::month{static_cast<unsigned>(month % 12 + 1)},
                                 chr::day{1}};
  return day_of(date);
}

std::string month_text(Month month) {
  return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

std::string day_text(Day day) {
  chr::year_month_day const date = parts_of(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace plimsoll
