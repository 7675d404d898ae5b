#pragma once

#include <filesystem>
#include <string>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/scenarios/column_map.hpp"

namespace plimsoll {

/// Reads a fitted cost file (`cost/1`). Throws InputError with all its faults.
CostModel read_cost_file(std::filesystem::path const& path);
/// The cost file's text: what read_cost_file reads back, number for number.
std::string cost_file_text(CostModel const& model);

/// Reads a column map: a path, or the name of a shipped one (`desynpuf`).
ColumnMap read_column_map(std::string const& name, std::filesystem::path const& folder);

}  // namespace plimsoll
