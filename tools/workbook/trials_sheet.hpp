#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "workbook/book.hpp"
#include "workbook/workbook.hpp"

namespace plimsoll {

/// Trials on the sheet, and the names of their columns in formulas.
struct TrialsShown {
  std::size_t trials = 0;
  std::map<std::pair<std::string, int>, std::string> names;  ///< by column of results.h5 and year

  std::optional<std::string> name(std::string const& contract, std::string const& what, int year) const;
};

inline constexpr std::size_t most_trials = 10'000;

/// The first trials of the run, settlements first, under the dictionary of their columns. Columns that would
/// make the sheet too large are left out, and it says so.
TrialsShown write_trials(Book& book, Results const& results);

}  // namespace plimsoll
