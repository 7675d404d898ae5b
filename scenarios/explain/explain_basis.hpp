#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/opened_run.hpp"

namespace plimsoll {

/// What a table's figures are made of: a number per trial, in words, and the columns of results.h5 behind it.
struct Basis {
  std::string says;
  std::vector<std::string> columns;
  std::string ranked_by;  ///< column of the contract-year whose median and P95 trial are shown; or empty
};

/// Of the figure in that cell of a table that `run_tables` makes of the run.
Basis basis_of(OpenedRun const& run, Table const& table, std::size_t row, std::size_t column);

}  // namespace plimsoll
