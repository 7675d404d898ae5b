#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

/// Money in whole cents: calendars add up to the cent in every trial.
using Cents = std::int64_t;

/// Whole cents of an amount in dollars, half away from zero. Expects an amount below 2^53 cents.
Cents to_cents(double dollars);

/// Points in time at which cash is counted: point 0 is the start of the first month, point k the end of the
/// k-th. What is paid in a month counts at its end, so t months of discount are just the point's number.
class MonthAxis {
 public:
  /// Expects a valid first month and months >= 0.
  MonthAxis(std::chrono::year_month first, std::size_t months);

  std::chrono::year_month first() const { return first_; }
  std::size_t months() const { return months_; }
  std::size_t points() const { return months_ + 1; }
  /// The point at the end of `month`; below 1 where it lies before the first month.
  std::ptrdiff_t end_of(std::chrono::year_month month) const;
  /// The month that ends at the point. Expects 1 <= point.
  std::chrono::year_month month_at(std::size_t point) const;

 private:
  std::chrono::year_month first_;
  std::size_t months_;
};

/// `2027-03` or `2027-03-15`; nothing where the text is no month.
std::optional<std::chrono::year_month> read_month(std::string_view text);
/// `2027-03`.
std::string to_text(std::chrono::year_month month);

/// An amount in equal parts, each in whole cents and all adding up to it: the k-th running sum is the amount
/// times k / parts, rounded. Expects parts > 0.
std::vector<Cents> in_equal_parts(Cents amount, std::size_t parts);

}  // namespace plimsoll
