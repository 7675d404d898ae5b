#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/population/risk_cell.hpp"
#include "plimsoll/scenarios/column_map.hpp"
#include "text/fault_list.hpp"

namespace plimsoll {

/// The named cells of one row, read as numbers; faults go to the list and give an empty result.
class RowReader {
 public:
  /// Missing columns are noted with the nearest name, mapped columns that stand twice are noted too.
  RowReader(std::vector<std::string> const& header, ColumnMap const& map, FaultList& faults);

  void enter(std::vector<std::string> const& cells, std::uint32_t line);
  std::uint32_t line() const { return line_; }
  std::string const& text(std::string const& column) const;
  std::optional<double> number(std::string const& column) const;
  /// A whole number between the limits.
  std::optional<int> whole(std::string const& column, int low, int high) const;
  /// Sum of the columns; empty if any is not a number.
  std::optional<double> sum(std::vector<std::string> const& columns) const;
  void note(std::string const& column, std::string what, std::string suggestion = {}) const;

 private:
  FaultList& faults_;
  std::unordered_map<std::string, std::size_t> at_;
  std::vector<std::string> const* cells_ = nullptr;
  std::uint32_t line_ = 0;
};

/// What one row says of months, and of age and cell in `year`; empty where a fault was noted.
std::optional<int> read_months(RowReader const& row, MonthsMap const& map);
std::optional<RiskCell> read_cell(RowReader const& row, ColumnMap const& map, int year);

}  // namespace plimsoll
