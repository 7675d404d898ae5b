#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/fault_list.hpp"

namespace plimsoll {

/// A published results file in memory: cells by the names of its header. A column that is not there reads as
/// blank, since publishers drop the columns a year does not have.
class ResultsFile {
 public:
  explicit ResultsFile(std::filesystem::path const& path);

  std::string const& name() const { return name_; }
  bool has(std::string_view column) const { return columns_.contains(column); }
  std::size_t rows() const { return rows_.size(); }
  std::uint32_t line(std::size_t row) const { return rows_[row].line; }
  /// The cell without blanks around it.
  std::string text(std::size_t row, std::string_view column) const;
  /// The number in the cell: dollar signs, thousands commas, a percent sign and parentheses for losses are
  /// understood. Nothing where it is blank or marked as not published; a fault where it is anything else.
  std::optional<double> number(std::size_t row, std::string_view column);
  /// As above, and a fault where there is nothing; then 0.
  double needed(std::size_t row, std::string_view column);

  void note(std::size_t row, std::string_view column, std::string what, std::string suggestion = {});
  /// Notes each of these columns the header lacks.
  void expect_columns(std::vector<std::string> const& columns);
  /// Throws InputError when anything was noted.
  void raise_faults() const { faults_.raise({}); }

 private:
  struct Row {
    std::vector<std::string> cells;
    std::uint32_t line = 0;
  };
  std::string name_;
  FaultList faults_;
  std::vector<std::string> header_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<Row> rows_;
};

}  // namespace plimsoll
