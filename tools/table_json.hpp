#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// The table as JSON, every number in full precision (text that reads back to the same bits) and in its own
/// unit: {id, title, columns: [{id, name, unit, presentation}], rows: [{id, cells: {<column id>: cell}}],
/// notes}. A cell is null (no value), {id, text}, {id, value, std_error, interval, unit} or {id, suppressed:
/// "1-10", unit}; a std_error or interval that is not known is null.
nlohmann::ordered_json to_json(Table const& table);
nlohmann::ordered_json to_json(std::vector<Table> const& tables);

}  // namespace plimsoll
