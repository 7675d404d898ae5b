#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/scenarios/init_mssp.hpp"
#include "run/results_file.hpp"

namespace plimsoll {

/// One ACO in a results file: its rows under every id it had, the oldest year first. What came after the year
/// to start from is not used.
class AcoHistory {
 public:
  /// Reads the file, and the crosswalk of ids beside it if there is one.
  explicit AcoHistory(MsspResults const& from);

  /// The row to start from.
  std::size_t row() const { return row_; }
  int year() const { return year_of(row_); }
  /// Its rows up to that year.
  std::vector<std::size_t> const& rows() const { return rows_; }
  int year_of(std::size_t row) const;
  std::string text(std::string_view column) const { return file_.text(row_, column); }
  std::string text(std::size_t row, std::string_view column) const { return file_.text(row, column); }
  std::optional<double> number(std::string_view column) { return file_.number(row_, column); }
  std::optional<double> number(std::size_t row, std::string_view column) { return file_.number(row, column); }
  double needed(std::string_view column) { return file_.needed(row_, column); }
  void raise_faults() const { file_.raise_faults(); }

 private:
  void find_rows(MsspResults const& from, std::set<std::string> const& ids);
  void choose_row(MsspResults const& from);

  ResultsFile file_;
  std::vector<std::size_t> rows_;
  std::size_t row_ = 0;
};

}  // namespace plimsoll
