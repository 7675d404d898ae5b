#include "workbook/sheet.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

#include "plain_text.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

void expect(lxw_error error, std::string const& sheet) {
  if (error != LXW_NO_ERROR)
    throw IoError("the sheet " + sheet + " could not be written: " + lxw_strerror(error));
}

/// A cell holds 32,767 characters; bytes are never fewer than characters.
std::string fitting(std::string text) {
  constexpr std::size_t longest = 32'000;
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;  // whole characters
  return text.substr(0, end) + " (cut)";
}

}  // namespace

Sheet::Sheet(lxw_workbook* workbook, lxw_worksheet* worksheet, Looks& looks, Redaction const& names,
             std::string name)
    : workbook_(workbook), worksheet_(worksheet), looks_(looks), names_(names), name_(std::move(name)) {}

void Sheet::reach(Place at) {
  used_.row = std::max(used_.row, at.row + 1);
  used_.column = std::max(used_.column, static_cast<std::uint16_t>(at.column + 1));
}

std::string Sheet::reference(Place at) const {
  return "'" + name_ + "'!" + fixed_cell_name(at);
}

std::string Sheet::reference(Place from, Place to) const {
  return reference(from) + ":" + fixed_cell_name(to);
}

void Sheet::text(Place at, std::string const& text, Look look) {
  reach(at);
  // It is written as text anyway: the mark holds where the cell is copied into another program.
  expect(worksheet_write_string(worksheet_, at.row, at.column,
                                fitting(never_formula(printable(names_.covered(text)))).c_str(),
                                looks_.format(look, Shade::black)),
         name_);
}

void Sheet::number(Place at, double value, Look look, Shade shade) {
  reach(at);
  if (std::isfinite(value))
    expect(worksheet_write_number(worksheet_, at.row, at.column, value, looks_.format(look, shade)), name_);
}

void Sheet::formula(Place at, std::string const& formula, double value, Look look, Shade shade) {
  reach(at);
  expect(worksheet_write_formula_num(worksheet_, at.row, at.column, ("=" + formula).c_str(),
                                     looks_.format(look, shade), std::isfinite(value) ? value : 0.0),
         name_);
}

void Sheet::truth(Place at, std::string const& formula) {
  reach(at);
  expect(worksheet_write_formula_str(worksheet_, at.row, at.column, ("=" + formula).c_str(),
                                     looks_.format(Look::truth, Shade::black), "recalculate"),
         name_);
}

void Sheet::text_formula(Place at, std::string const& formula, std::string const& value) {
  reach(at);
  expect(worksheet_write_formula_str(worksheet_, at.row, at.column, ("=" + formula).c_str(),
                                     looks_.format(Look::text, Shade::black), value.c_str()),
         name_);
}

void Sheet::day(Place at, Day const& day) {
  reach(at);
  lxw_datetime moment{};
  moment.year = day.year;
  moment.month = day.month;
  moment.day = std::max(1, day.day);
  expect(worksheet_write_datetime(worksheet_, at.row, at.column, &moment,
                                  looks_.format(day.day == 0 ? Look::month : Look::date, Shade::black)),
         name_);
}

void Sheet::link(Place at, Sheet const& to) {
  reach(at);
  std::string const address = "internal:'" + to.name() + "'!A1";
  expect(worksheet_write_url(worksheet_, at.row, at.column, address.c_str(),
                             looks_.format(Look::link, Shade::black)),
         name_);
  expect(worksheet_write_string(worksheet_, at.row, at.column, to.name().c_str(),
                                looks_.format(Look::link, Shade::black)),
         name_);
}

void Sheet::width(std::uint16_t first, std::uint16_t last, double characters) {
  // One by one: the library keeps a range under its first column, where a later call would undo it all.
  for (std::uint16_t column = first; column <= last; ++column)
    expect(worksheet_set_column(worksheet_, column, column, characters, nullptr), name_);
}

void Sheet::freeze(Place at) {
  frozen_ = at;
  worksheet_freeze_panes(worksheet_, at.row, at.column);
}

void Sheet::set_page() {
  worksheet_set_landscape(worksheet_);
  worksheet_set_paper(worksheet_, 1);                     // US letter
  constexpr std::uint16_t most_columns = 16, scale = 60;  // more on one page are too small to read
  if (used_.column <= most_columns)
    worksheet_fit_to_pages(worksheet_, 1, 0);
  else
    worksheet_set_print_scale(worksheet_, scale);
  expect(worksheet_set_footer(worksheet_, "&L&A&RPage &P of &N"), name_);
  if (frozen_.row > 0) expect(worksheet_repeat_rows(worksheet_, 0, frozen_.row - 1), name_);
  if (frozen_.column > 0)
    expect(worksheet_repeat_columns(worksheet_, 0, static_cast<lxw_col_t>(frozen_.column - 1)), name_);
  if (used_.row > 0 && used_.column > 0)
    expect(worksheet_print_area(worksheet_, 0, 0, used_.row - 1, static_cast<lxw_col_t>(used_.column - 1)),
           name_);
}

}  // namespace plimsoll
