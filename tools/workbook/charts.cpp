#include <xlsxwriter.h>

#include "plain_text.hpp"
#include "plimsoll/core/errors.hpp"
#include "workbook/sheet.hpp"

namespace plimsoll {
namespace {

std::uint8_t type_of(ChartKind kind) {
  switch (kind) {
    case ChartKind::line: return LXW_CHART_SCATTER_STRAIGHT;
    case ChartKind::bars: return LXW_CHART_BAR;
    case ChartKind::columns: return LXW_CHART_COLUMN;
  }
  return LXW_CHART_SCATTER_STRAIGHT;
}

/// The library takes a name that begins with = for a reference, and writes control characters as they are.
std::string chart_text(std::string const& text) {
  return never_formula(printable_line(text));
}

}  // namespace

void Sheet::chart(Place at, ChartKind kind, ChartText const& text, std::span<ChartSeries const> series) {
  constexpr std::uint32_t rows_high = 20, columns_wide = 9;
  lxw_chart* const chart = workbook_add_chart(workbook_, type_of(kind));
  if (chart == nullptr) throw IoError("a chart could not be added to " + name_);
  for (ChartSeries const& one : series) {
    lxw_chart_series* const added =
        chart_add_series(chart, ("=" + one.categories).c_str(), ("=" + one.values).c_str());
    chart_series_set_name(added, chart_text(names_.covered(one.name)).c_str());
  }
  chart_title_set_name(chart, chart_text(names_.covered(text.title)).c_str());
  chart_axis_set_name(chart->x_axis, chart_text(names_.covered(text.x)).c_str());
  chart_axis_set_name(chart->y_axis, chart_text(names_.covered(text.y)).c_str());
  chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);  // below negative values
  chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  if (kind == ChartKind::bars) chart_axis_set_reverse(chart->y_axis);  // widest on top, as in the table
  chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  std::string says = printable_line(names_.covered(text.says));
  lxw_chart_options options{};
  options.x_scale = 1.4;
  options.y_scale = 1.3;
  options.description = says.data();
  if (worksheet_insert_chart_opt(worksheet_, at.row, at.column, chart, &options) != LXW_NO_ERROR)
    throw IoError("a chart could not be put on " + name_);
  reach(at.down(rows_high).right(columns_wide));
}

}  // namespace plimsoll
