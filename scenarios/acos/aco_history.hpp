#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acos/aco_results.hpp"

namespace plimsoll {

/// One ACO in a results file: its rows under every id it had, the oldest year first. What came after the year
/// to start from is not used.
class AcoHistory {
 public:
  /// Starts from the newest row of the ACO, or the one of the year asked for. Throws InputError naming the
  /// nearest ids, or the years there are.
  AcoHistory(AcoResults& file, std::string const& aco, std::optional<std::int64_t> year);
  /// Starts from that row.
  AcoHistory(AcoResults& file, std::size_t row);

  AcoResults const& file() const { return file_; }
  /// The row to start from.
  std::size_t row() const { return row_; }
  int year() const { return year_of(row_); }
  /// Its rows up to that year.
  std::vector<std::size_t> const& rows() const { return rows_; }
  int year_of(std::size_t row) const { return file_.year_of(row); }
  std::string text(std::string_view column) const { return file_.text(row_, column); }
  std::string text(std::size_t row, std::string_view column) const { return file_.text(row, column); }
  std::optional<double> number(std::string_view column) { return file_.number(row_, column); }
  std::optional<double> number(std::size_t row, std::string_view column) { return file_.number(row, column); }
  double needed(std::string_view column) { return file_.needed(row_, column); }
  void raise_faults() const { file_.raise_faults(); }

 private:
  void choose_row(std::string const& aco, std::int64_t year);
  void forget_after(int year);

  AcoResults& file_;
  std::vector<std::size_t> rows_;
  std::size_t row_ = 0;
};

}  // namespace plimsoll
