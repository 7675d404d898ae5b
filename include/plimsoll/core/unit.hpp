#pragma once

#include <limits>
#include <string_view>

namespace plimsoll {

/// Unit of a number in a study, a column or a figure.
enum class Unit {
  none,      ///< a plain number: size parameter, shape, correlation
  fraction,  ///< share of one; 0.02 is two per cent
  dollars,
  dollars_pbpy,  ///< dollars per beneficiary-year
  dollars_pmpm,  ///< dollars per member-month
  months,
  member_months,
  members,
  years,
  count,
};

/// The unit as written in results and documents, e.g. "dollars per beneficiary-year".
std::string_view name_of(Unit unit);

/// Closed range a number must lie in.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  constexpr bool contains(double x) const { return x >= low && x <= high; }
};

inline constexpr Range any_number{};
inline constexpr Range not_negative{0.0};
inline constexpr Range unit_interval{0.0, 1.0};

}  // namespace plimsoll
