#include "published/payment_cells.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace plimsoll {
namespace {

bool are_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <class Number>
std::optional<Number> whole_cell(std::string_view cell) {
  Number value{};
  auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> dollars_of(std::string_view cell) {
  std::optional<double> const value = whole_cell<double>(cell);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> cents_of(std::string_view cell) {
  bool const negative = cell.starts_with('-');
  if (negative) cell.remove_prefix(1);
  std::size_t const point = cell.find('.');
  std::string digits(cell.substr(0, point));
  std::string_view const decimals = point == cell.npos ? std::string_view{} : cell.substr(point + 1);
  if (!are_digits(digits) || decimals.size() > 2 || (point != cell.npos && !are_digits(decimals)))
    return std::nullopt;
  digits += decimals;
  digits.append(2 - decimals.size(), '0');
  std::optional<std::int64_t> const cents = whole_cell<std::int64_t>(digits);
  return cents && negative ? std::optional(-*cents) : cents;
}

std::optional<int> month_of(std::string_view cell) {
  std::string digits(cell);
  bool const dashed = cell.size() > 4 && cell[4] == '-';
  if (dashed) {
    if (cell.size() != 7 && !(cell.size() == 10 && cell[7] == '-')) return std::nullopt;
    std::erase(digits, '-');
  }
  if ((digits.size() != 6 && digits.size() != 8) || !are_digits(digits)) return std::nullopt;
  int const year = std::stoi(digits.substr(0, 4)), month = std::stoi(digits.substr(4, 2));
  int const day = digits.size() == 8 ? std::stoi(digits.substr(6)) : 1;
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  return year * 12 + month - 1;
}

}  // namespace plimsoll
