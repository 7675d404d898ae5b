#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// What `plimsoll drivers DATA` was asked: two years of one population's own claims or members.
struct HistoryRequest {
  std::filesystem::path data;  ///< a folder of claims, or a member file
  std::string column_map;      ///< path, or name of a shipped one
  int year = 0;
  std::filesystem::path prior;    ///< data of the year before; empty: the same
  std::optional<int> prior_year;  ///< the year before `year` when not given
  double trend = 0.0;             ///< that the year before is expected to have had
  double top = 0.05;              ///< share of members that are the dearest
  std::string by;                 ///< column of claims in place of the service category; empty: category
  std::vector<double> limits;     ///< claimant limits whose effect is shown, dollars of a member's year
};

/// What moved the cost from one year to the next: members who came, stayed and went; the dearest members;
/// layers of large claimants and what a limit takes out; service lines, or the values of a column, against
/// last year's cost with trend. Counts of 1 to 10 people are put together with others or not shown, and the
/// dollars behind them with them; nothing is told of a member. InputError where the data cannot be read, have
/// no such year, or do not hold the column.
std::vector<Table> history_drivers(HistoryRequest const& request);

}  // namespace plimsoll
