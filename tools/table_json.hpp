#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// The table as JSON, every number in full precision (text that reads back to the same bits) and in its own
/// unit: {id, title, columns: [{id, name, unit, presentation}], rows: [{id, cells: {<column id>: cell}}],
/// notes}. A cell is null (no value), {id, text}, {id, value, std_error, interval, unit} or {id, suppressed:
/// "1-10" or "hidden", unit}; a std_error or interval that is not known is null.
nlohmann::ordered_json to_json(Table const& table);
/// Whether a cell that was printed so holds a number under that key, such as value or std_error.
bool has_number(nlohmann::ordered_json const& cell, char const* key);
nlohmann::ordered_json to_json(std::vector<Table> const& tables);
/// [{role, path, bytes, sha256}]
nlohmann::ordered_json to_json(std::vector<InputFile> const& inputs);

}  // namespace plimsoll
