#include "table_terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "plain_text.hpp"

namespace plimsoll {

namespace {

/// The three parts of a printed cell; each is aligned by itself within its column.
struct Printed {
  std::string value;
  std::string error;
  bool text = false;
};

struct Style {
  double scale;
  int decimals;
  bool money;
  std::string_view suffix;
};

Style style_of(Presentation presentation) {
  switch (presentation) {
    case Presentation::cents: return {1.0, 2, true, ""};
    case Presentation::whole_dollars: return {1.0, 0, true, ""};
    case Presentation::millions: return {1e-6, 2, true, ""};
    case Presentation::percent: return {100.0, 1, false, "%"};
    case Presentation::fine_percent: return {100.0, 2, false, "%"};
    case Presentation::count: return {1.0, 0, false, ""};
    case Presentation::factor: return {1.0, 4, false, ""};
    case Presentation::text:
    case Presentation::number: break;
  }
  return {1.0, 2, false, ""};
}

/// Digits of a number not below zero, the whole part in groups of three.
std::string grouped(double magnitude, int decimals) {
  std::string digits = fmt::format("{:.{}f}", magnitude, decimals);
  std::size_t const whole = std::min(digits.find('.'), digits.size());
  for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

bool is_zero(std::string const& digits) {
  return digits.find_first_not_of("0.,") == std::string::npos;
}

std::string value_text(double value, Style const& style) {
  std::string const digits = grouped(std::abs(value) * style.scale, style.decimals);
  bool const negative = value < 0.0 && !is_zero(digits);
  if (style.money) return negative ? "(" + digits + ")" : digits + " ";
  return (negative ? "-" : "") + digits + std::string(style.suffix);
}

std::string error_text(Figure const& figure, Style const& style) {
  if (figure.std_error == 0.0 && !figure.interval) return {};
  if (!std::isfinite(figure.std_error)) return "±?";
  std::string const digits = grouped(figure.std_error * style.scale, style.decimals);
  if (figure.std_error > 0.0 && is_zero(digits)) {
    double const step = std::pow(10.0, -style.decimals);
    return fmt::format("±<{}{}", grouped(step, style.decimals), style.suffix);
  }
  return fmt::format("±{}{}", digits, style.suffix);
}

struct CellPrinter {
  Style style;

  Printed operator()(Empty) const { return {}; }
  Printed operator()(std::string const& text) const { return {printable_line(text), {}, true}; }
  Printed operator()(Figure const& figure) const {
    return {value_text(figure.value, style), error_text(figure, style)};
  }
  Printed operator()(People const& people) const {
    return {grouped(static_cast<double>(people.count()), 0), {}};
  }
  Printed operator()(Suppressed hidden) const { return {std::string(words_of(hidden)), {}}; }
};

/// Columns a UTF-8 text takes on the screen, counting one for each code point.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padding(std::size_t width, std::string_view text) {
  return std::string(width - std::min(width, width_of(text)), ' ');
}

std::string right(std::string_view text, std::size_t width) {
  return padding(width, text) + std::string(text);
}
std::string left(std::string_view text, std::size_t width) {
  return std::string(text) + padding(width, text);
}

std::string_view unit_mark(Column const& column) {
  if (column.presentation == Presentation::millions) return "$M";
  switch (column.unit) {
    case Unit::dollars: return "$";
    case Unit::dollars_pbpy: return "$ PBPY";
    case Unit::dollars_pmpm: return "$ PMPM";
    default: return "";
  }
}

/// Header, unit and cells of one column as lines of equal width.
class PrintedColumn {
 public:
  PrintedColumn(Column const& column, std::vector<Printed> cells)
      : column_(column), name_(printable_line(column.name)), cells_(std::move(cells)) {
    if (std::none_of(cells_.begin(), cells_.end(),
                     [](Printed const& cell) { return cell.value.ends_with(')'); }))
      for (Printed& cell : cells_)
        if (!cell.text && cell.value.ends_with(' ')) cell.value.pop_back();
    for (Printed const& cell : cells_) {
      if (cell.text) width_ = std::max(width_, width_of(cell.value));
      if (!cell.text) value_width_ = std::max(value_width_, width_of(cell.value));
      error_width_ = std::max(error_width_, width_of(cell.error));
    }
    std::size_t const number_width = value_width_ + (error_width_ > 0 ? error_width_ + 1 : 0);
    width_ = std::max({width_, number_width, width_of(name_), width_of(unit_mark(column_))});
  }

  std::string name() const { return aligned(name_); }
  std::string unit() const { return aligned(unit_mark(column_)); }
  std::size_t width() const { return width_; }
  std::string const& value(std::size_t row) const { return cells_[row].value; }
  bool has_unit() const { return !unit_mark(column_).empty(); }
  std::string cell(std::size_t row, Ink const& ink) const {
    Printed const& cell = cells_[row];
    if (cell.text) return left_or_right(ink.verdict(cell.value), padding(width_, cell.value));
    if (error_width_ == 0) return aligned(cell.value);
    return right(cell.value, width_ - error_width_ - 1) + " " + left(cell.error, error_width_);
  }

 private:
  std::string aligned(std::string_view text) const {
    return left_or_right(std::string(text), padding(width_, text));
  }
  std::string left_or_right(std::string const& text, std::string const& room) const {
    return column_.presentation == Presentation::text ? text + room : room + text;
  }

  Column const& column_;
  std::string name_;
  std::vector<Printed> cells_;
  std::size_t value_width_ = 0;
  std::size_t error_width_ = 0;
  std::size_t width_ = 0;
};

using Columns = std::vector<PrintedColumn const*>;

constexpr std::size_t gap = 2;  // blanks before a column

template <class Part>
std::string line(Columns const& columns, Part const& part) {
  std::string text;
  for (PrintedColumn const* column : columns) text += std::string(gap, ' ') + part(*column);
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

bool tell_rows_apart(Columns const& columns, std::size_t rows) {
  std::set<std::vector<std::string>> seen;
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::string> values;
    for (PrintedColumn const* column : columns) values.push_back(column->value(row));
    if (!seen.insert(std::move(values)).second) return false;
  }
  return true;
}

/// The fewest columns, from the first on, that tell the rows apart and take up half a block at most.
Columns names_of_rows(std::vector<PrintedColumn> const& columns, std::size_t rows, std::size_t width) {
  Columns names{&columns.front()};
  std::size_t used = columns.front().width() + gap;
  for (std::size_t i = 1; i < columns.size() && !tell_rows_apart(names, rows); ++i) {
    used += columns[i].width() + gap;
    if (2 * used > width) break;
    names.push_back(&columns[i]);
  }
  return names;
}

/// The columns in blocks that fit; one that is wider than the screen stands alone.
std::vector<Columns> blocks_of(std::vector<PrintedColumn> const& columns, std::size_t rows,
                               std::size_t width) {
  std::vector<Columns> blocks(1);
  std::size_t used = 0;
  for (PrintedColumn const& column : columns) {
    std::size_t const wider = column.width() + gap;
    Columns const names = names_of_rows(columns, rows, width);
    if (width > 0 && used + wider > width && blocks.back().size() > names.size()) {
      blocks.push_back(names);
      used = 0;
      for (PrintedColumn const* name : names) used += name->width() + gap;
    }
    blocks.back().push_back(&column);
    used += wider;
  }
  return blocks;
}

std::string block_text(Columns const& columns, std::size_t rows, Ink const& ink) {
  std::string text = line(columns, [](PrintedColumn const& column) { return column.name(); });
  if (std::any_of(columns.begin(), columns.end(),
                  [](PrintedColumn const* column) { return column->has_unit(); }))
    text += line(columns, [](PrintedColumn const& column) { return column.unit(); });
  for (std::size_t row = 0; row < rows; ++row)
    text += line(columns, [&](PrintedColumn const& column) { return column.cell(row, ink); });
  return text;
}

}  // namespace

std::string to_terminal(Table const& table, Screen const& screen) {
  std::vector<PrintedColumn> columns;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    CellPrinter const printer{style_of(table.columns()[i].presentation)};
    std::vector<Printed> cells;
    for (Row const& row : table.rows()) cells.push_back(std::visit(printer, row.cells[i]));
    columns.emplace_back(table.columns()[i], std::move(cells));
  }
  std::string text = table.title().empty() ? "" : screen.ink.title(printable_line(table.title())) + "\n";
  std::string between;
  for (Columns const& block : blocks_of(columns, table.rows().size(), screen.width)) {
    text += between + block_text(block, table.rows().size(), screen.ink);
    between = "\n";
  }
  for (std::string const& note : table.notes())
    text += screen.ink.note("note") + "  " + printable(note) + "\n";
  return text;
}

}  // namespace plimsoll
