#include "plimsoll/models/cash/month_axis.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

template <class Number>
bool read_digits(std::string_view text, Number& out) {
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Cents to_cents(double dollars) {
  double const cents = dollars * 100.0;
  PLIMSOLL_EXPECT(std::abs(cents) < 0x1p53);
  return static_cast<Cents>(std::llround(cents));
}

MonthAxis::MonthAxis(std::chrono::year_month first, std::size_t months) : first_(first), months_(months) {
  PLIMSOLL_EXPECT(first.ok());
}

std::ptrdiff_t MonthAxis::end_of(std::chrono::year_month month) const {
  return (month - first_).count() + 1;
}

std::chrono::year_month MonthAxis::month_at(std::size_t point) const {
  PLIMSOLL_EXPECT(point >= 1);
  return first_ + std::chrono::months(static_cast<int>(point) - 1);
}

std::optional<std::chrono::year_month> read_month(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 7 && text.size() != 10) return std::nullopt;
  int year_number = 0;
  unsigned month_number = 0, day_number = 1;
  if (text[4] != '-' || !read_digits(text.substr(0, 4), year_number) ||
      !read_digits(text.substr(5, 2), month_number))
    return std::nullopt;
  if (text.size() == 10 && (text[7] != '-' || !read_digits(text.substr(8, 2), day_number)))
    return std::nullopt;
  year_month const month{year{year_number}, std::chrono::month{month_number}};
  if (!month.ok() || !(month / day{day_number}).ok()) return std::nullopt;
  return month;
}

std::string to_text(std::chrono::year_month month) {
  return fmt::format("{:04d}-{:02d}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

std::vector<Cents> in_equal_parts(Cents amount, std::size_t parts) {
  PLIMSOLL_EXPECT(parts > 0);
  auto const count = static_cast<Cents>(parts);
  Cents const each = amount / count, rest = amount % count;  // rest has the sign of the amount
  auto const running = [&](Cents k) {  // of the rest: k / parts of it, rounded half away from zero
    Cents const twice = 2 * rest * k;
    return (twice + (twice < 0 ? -count : count)) / (2 * count);
  };
  std::vector<Cents> shares;
  for (Cents k = 1; k <= count; ++k) shares.push_back(each + running(k) - running(k - 1));
  return shares;
}

}  // namespace plimsoll
