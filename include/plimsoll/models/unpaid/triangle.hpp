#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

/// One payment, or the sum of several of one incurred and one paid month. Months are numbered year · 12 +
/// (month - 1); a reversal is negative.
struct Payment {
  int incurred_month = 0;
  int paid_month = 0;
  std::int64_t cents = 0;
};

/// What was paid for one incurred period, by lag; cells not yet known are empty. `spot` is where it was read.
struct PaidRow {
  std::string period;
  std::vector<std::optional<double>> paid;
  SourceSpot spot;
};

/// Whether an amount paid so far may fall along a row, as it does where more is taken back than paid.
enum class Falls { refused, allowed };

/// Dollars paid so far by incurred period (rows, oldest first) and lag (0 = paid in the period itself). Every
/// row is known from lag 0 to the valuation date, and each younger row one lag less, unless all lags are
/// known. Amounts never fall along a row unless allowed. Triangles with more periods than lags are
/// trapezoids, and are fine.
class PaidTriangle {
 public:
  /// From cumulative amounts. Throws InputError with every fault at once: no or too few periods, a period
  /// twice, a hole, a row that ends off the valuation diagonal, amounts not finite or negative, an amount
  /// that falls where it must not, a lag at which no period that develops further has paid anything, an
  /// amount that grows out of nothing.
  static PaidTriangle from_cumulative(std::vector<PaidRow> rows, Falls falls = Falls::refused);
  /// From what was paid at each lag; a negative payment is a fault.
  static PaidTriangle from_incremental(std::vector<PaidRow> rows);

  std::size_t periods() const { return rows_.size(); }
  std::size_t lags() const { return lags_; }
  std::string const& name(std::size_t period) const { return rows_[period].period; }
  /// Lag up to which a period is known.
  std::size_t latest_lag(std::size_t period) const { return latest_[period]; }
  /// Expects lag <= latest_lag(period).
  double paid(std::size_t period, std::size_t lag) const;
  double paid_to_date(std::size_t period) const { return paid(period, latest_[period]); }
  /// How many periods, from the oldest, are known at `lag`.
  std::size_t known_at(std::size_t lag) const;

 private:
  explicit PaidTriangle(std::vector<PaidRow> rows);
  std::vector<PaidRow> rows_;
  std::vector<std::size_t> latest_;
  std::size_t lags_ = 0;
};

/// The rows of a monthly triangle, incremental: every month from the first incurred to `valuation_month`, so
/// months without payments are rows of zeros. Cents are summed exactly. Throws InputError naming the months
/// where one was paid before it was incurred or after the valuation, or where there is no payment at all.
std::vector<PaidRow> monthly_rows(std::vector<Payment> const& payments, int valuation_month);

/// "2026-04" of year · 12 + (month - 1).
std::string month_name(int month);

}  // namespace plimsoll
