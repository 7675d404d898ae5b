#include <algorithm>

#include "workbook/cover_sheets.hpp"

namespace plimsoll {
namespace {

/// Right of the table, level with its first row.
Place beside(PlacedTable const& table) {
  std::uint16_t last = 0;
  for (auto const& [id, column] : table.columns) last = std::max(last, column);
  return {table.first_row, static_cast<std::uint16_t>(last + 3)};
}

void chart_cash(PlacedTable const& table, std::string const& periods) {
  ChartSeries const series[] = {{"net flow", periods, table.range("net")},
                                {"cash at its end", periods, table.range("balance")}};
  table.sheet->chart(beside(table), ChartKind::columns,
                     {"Cash by period", "period", "$",
                      "Net flow and cash at the end of each period; the table beside it has the numbers."},
                     series);
}

void chart_tornado(PlacedTable const& table, std::string const& inputs) {
  ChartSeries const series[] = {{"mean settlement", inputs, table.range("mean")},
                                {"reserve", inputs, table.range("reserve")}};
  table.sheet->chart(beside(table), ChartKind::bars,
                     {"Change from P10 to P90 of each input", "$", "input",
                      "How far mean settlement and reserve move; the table beside it has the numbers."},
                     series);
}

}  // namespace

void write_table_charts(std::vector<PlacedTable> const& placed) {
  for (PlacedTable const& table : placed) {
    if (table.rows() == 0) continue;
    std::string const names =
        table.sheet->reference({table.first_row, 0}, {table.first_row + table.rows() - 1, 0});
    bool const has_moves = table.columns.contains("mean") && table.columns.contains("reserve");
    if (table.id == "cash.calendar") chart_cash(table, names);
    if (table.id.starts_with("tornado.") && has_moves) chart_tornado(table, names);
  }
}

}  // namespace plimsoll
