#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/core/unit.hpp"
#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

/// What one kept number per trial is, e.g. "contract/basic_e/settlement" in dollars for 2026.
/// The years of one quantity are columns of one name, one unit and one description.
struct ColumnInfo {
  std::string name;  ///< path of the data set in results.h5: parts joined by '/', none empty, "." or ".."
  Unit unit = Unit::none;
  int year = 0;      ///< calendar year, 0 when the number belongs to none
  std::string says;  ///< one line for the reader
  friend bool operator==(ColumnInfo const&, ColumnInfo const&) = default;
};

/// Where in `columns` the number of that name and year stands.
std::optional<std::size_t> find_column(std::span<ColumnInfo const> columns, std::string_view name,
                                       int year = 0);

/// One finished block: its 256 trials of every column, in the order of the plan's columns.
struct TrialRows {
  TrialBlock block;
  std::vector<Lanes> columns;
};

/// Columns over the trials of a run, in trial order: the sample every statistic is a function of.
struct TrialTable {
  std::vector<ColumnInfo> columns;
  std::uint64_t trials = 0;
  std::vector<double> values;  ///< column-major, columns.size() x trials
  SharedDesign design = {};    ///< none where trials are independent and weigh the same

  /// All trials of one column. Expects index < columns.size().
  std::span<double const> column(std::size_t index) const;
  /// The same by name and year; nothing when there is no such column.
  std::optional<std::span<double const>> column(std::string_view name, int year = 0) const;
};

/// The table of these columns with nothing in it yet.
TrialTable empty_trials(std::vector<ColumnInfo> columns, std::uint64_t trials);
/// Puts a block into its places, rows past the table's last left out. Blocks may come from several threads.
/// Expects the table's columns.
void put_rows(TrialTable& table, TrialRows const& rows);

}  // namespace plimsoll
