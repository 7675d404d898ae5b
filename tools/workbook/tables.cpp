#include "workbook/tables.hpp"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "table_json.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

Look look_of(std::string const& presentation) {
  static std::map<std::string, Look> const looks{{"cents", Look::cents},
                                                 {"whole_dollars", Look::whole_dollars},
                                                 {"millions", Look::millions},
                                                 {"percent", Look::percent},
                                                 {"fine_percent", Look::fine_percent},
                                                 {"count", Look::count},
                                                 {"number", Look::number},
                                                 {"factor", Look::number}};
  auto const found = looks.find(presentation);
  return found == looks.end() ? Look::general : found->second;
}

/// 2026-06-30, or 2026-06 for a month.
std::optional<Day> day_of(std::string const& text) {
  if (text.size() != 10 && text.size() != 7) return {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : std::isdigit(static_cast<unsigned char>(text[i])) == 0) return {};
  }
  Day const day{std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2)),
                text.size() == 10 ? std::stoi(text.substr(8, 2)) : 0};
  if (day.year < 1900 || day.month < 1 || day.month > 12 || day.day > 31) return {};
  return day;
}

bool has_errors(Json const& table, std::string const& column) {
  return std::any_of(table["rows"].begin(), table["rows"].end(), [&](Json const& row) {
    Json const& cells = row["cells"];
    auto const cell = cells.find(column);
    return cell != cells.end() && has_number(*cell, "std_error") && (*cell)["std_error"] != 0.0;
  });
}

void put_text(Sheet& sheet, Place at, std::string const& text) {
  if (std::optional<Day> const day = day_of(text))
    sheet.day(at, *day);
  else
    sheet.text(at, text);
}

/// One printed cell; `errors` is whether a column for its error stands beside it.
void put_cell(Sheet& sheet, Place at, Json const& cell, Look look, bool errors) {
  if (!cell.is_object()) return;
  if (cell.contains("text")) put_text(sheet, at, cell["text"].get<std::string>());
  if (cell.contains("suppressed")) sheet.text(at, cell["suppressed"].get<std::string>());
  if (has_number(cell, "value")) sheet.number(at, cell["value"].get<double>(), look);
  if (errors && has_number(cell, "std_error"))
    sheet.number(at.right(), cell["std_error"].get<double>(), look, Shade::pale);
}

struct TableColumn {
  std::string id;
  Look look;
  bool errors;
  std::uint16_t at;
};

std::vector<TableColumn> put_columns(Sheet& sheet, std::uint32_t row, Json const& table) {
  std::vector<TableColumn> columns;
  std::uint16_t at = 0;
  for (Json const& column : table["columns"]) {
    std::string const id = column["id"];
    bool const errors = has_errors(table, id);
    columns.push_back({id, look_of(column["presentation"].get<std::string>()), errors, at});
    sheet.text({row, at++}, column["name"], Look::heading);
    if (errors) sheet.text({row, at++}, "(se)", Look::heading);
  }
  return columns;
}

}  // namespace

std::uint32_t PlacedTable::rows() const {
  return static_cast<std::uint32_t>((*table)["rows"].size());
}

std::optional<std::uint32_t> PlacedTable::row_of(std::string const& row) const {
  for (std::uint32_t i = 0; i < rows(); ++i)
    if ((*table)["rows"][i]["id"] == row) return first_row + i;
  return {};
}

std::optional<Place> PlacedTable::find(std::string const& row, std::string const& column) const {
  auto const at = columns.find(column);
  std::optional<std::uint32_t> const line = row_of(row);
  if (at == columns.end() || !line) return {};
  return Place{*line, at->second};
}

std::string PlacedTable::range(std::string const& column) const {
  std::uint16_t const at = columns.at(column);
  return sheet->reference({first_row, at}, {first_row + rows() - 1, at});
}

std::string title_in_dollars(Json const& table) {
  std::string title = table["title"];
  std::string_view const millions = "$M";
  for (std::size_t at = title.find(millions); at != std::string::npos; at = title.find(millions, at))
    title.replace(at, millions.size(), "$");
  return title;
}

PlacedTable place_table(Sheet& sheet, std::uint32_t& row, std::string const& source, Json const& table) {
  PlacedTable placed{source, table["id"], &table, &sheet, 0, {}};
  sheet.text({row++, 0}, title_in_dollars(table) + "  [" + source + ", " + placed.id + "]", Look::note);
  std::vector<TableColumn> const columns = put_columns(sheet, row++, table);
  for (TableColumn const& column : columns) placed.columns.emplace(column.id, column.at);
  placed.first_row = row;
  for (Json const& line : table["rows"]) {
    Json const& cells = line["cells"];
    for (TableColumn const& column : columns)
      if (auto const cell = cells.find(column.id); cell != cells.end())
        put_cell(sheet, {row, column.at}, *cell, column.look, column.errors);
    ++row;
  }
  for (Json const& note : table["notes"]) sheet.text({row++, 0}, note, Look::note);
  ++row;
  return placed;
}

std::vector<PlacedTable> place_tables(Book& book, std::vector<NamedDocument> const& documents) {
  std::vector<PlacedTable> placed;
  for (NamedDocument const& document : documents) {
    if (!document.document.contains("tables")) continue;  // a fit has its page alone
    for (Json const& table : document.document["tables"]) {
      Sheet& sheet = book.sheet(sheet_for(table["id"]));
      std::uint32_t row = std::max(sheet.rows_used() + 1, first_free_row);
      placed.push_back(place_table(sheet, row, document.name, table));
    }
  }
  return placed;
}

PlacedTable const* find_table(std::vector<PlacedTable> const& placed, std::string const& id) {
  auto const found =
      std::find_if(placed.begin(), placed.end(), [&](PlacedTable const& one) { return one.id == id; });
  return found == placed.end() ? nullptr : &*found;
}

}  // namespace plimsoll
