#include "explain/explain_words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace plimsoll {
namespace {

/// Digits before the point in groups of three.
std::string grouped(std::string digits) {
  std::size_t at = digits.find('.');
  if (at == std::string::npos) at = digits.size();
  for (; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

/// Up to `decimals` decimals, none of them a closing zero.
std::string trimmed(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
    bool const point = text.back() == '.';
    text.pop_back();
    if (point) break;
  }
  return (value < 0.0 && text != "0" ? "-" : "") + grouped(text);
}

std::string money(double value) {
  std::string const text = fmt::format("{:.2f}", std::abs(value));
  return (value < 0.0 && text != "0.00" ? "-$" : "$") + grouped(text);
}

}  // namespace

std::string number_in_words(double value, Unit unit) {
  switch (unit) {
    case Unit::fraction: return trimmed(100.0 * value, 4) + " %";
    case Unit::dollars: return money(value);
    case Unit::dollars_pbpy: return money(value) + " per beneficiary-year";
    case Unit::dollars_pmpm: return money(value) + " per member-month";
    case Unit::none:
    case Unit::count: return trimmed(value, 6);
    default: return trimmed(value, 2) + " " + std::string(name_of(unit));
  }
}

std::string share_in_words(double share) {
  return fmt::format("{:.1f} %", 100.0 * share);
}

}  // namespace plimsoll
