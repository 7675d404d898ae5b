#include <xlsxwriter.h>

#include "workbook/sheet.hpp"

namespace plimsoll {
namespace {

char const* number_format(Look look) {
  switch (look) {
    case Look::cents: return "#,##0.00_);(#,##0.00)";
    case Look::whole_dollars:
    case Look::count: return "#,##0_);(#,##0)";
    case Look::millions: return "#,##0.00,,_);(#,##0.00,,)";
    case Look::percent: return "0.0%_);(0.0%)";
    case Look::fine_percent: return "0.00%_);(0.00%)";
    case Look::number: return "#,##0.####_);(#,##0.####)";
    case Look::general: return "#,##0.00########_);(#,##0.00########)";
    case Look::date: return "yyyy-mm-dd";
    case Look::month: return "yyyy-mm";
    default: return nullptr;
  }
}

constexpr lxw_color_t blue = 0x0000FF, grey = 0x595959, link_blue = 0x0563C1, head_fill = 0xDCE6F1,
                      input_fill = 0xFFF9E5;

void set_shape(lxw_format* format, Look look) {
  switch (look) {
    case Look::title:
      format_set_bold(format);
      format_set_font_size(format, 14);
      break;
    case Look::heading:
      format_set_bold(format);
      format_set_text_wrap(format);
      format_set_bg_color(format, head_fill);
      format_set_bottom(format, LXW_BORDER_THIN);
      format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
      break;
    case Look::note:
      format_set_italic(format);
      format_set_font_color(format, grey);
      break;
    case Look::link:
      format_set_font_color(format, link_blue);
      format_set_underline(format, LXW_UNDERLINE_SINGLE);
      break;
    case Look::truth: format_set_align(format, LXW_ALIGN_CENTER); break;
    default: break;
  }
}

}  // namespace

lxw_format* Looks::format(Look look, Shade shade) {
  lxw_format*& format = made_[{look, shade}];
  if (format != nullptr) return format;
  format = workbook_add_format(workbook_);
  if (char const* const numbers = number_format(look)) format_set_num_format(format, numbers);
  if (shade == Shade::blue) {
    format_set_font_color(format, blue);
    format_set_bg_color(format, input_fill);
  }
  if (shade == Shade::pale) format_set_font_color(format, grey);
  set_shape(format, look);
  return format;
}

}  // namespace plimsoll
