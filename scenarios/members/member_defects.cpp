#include "members/member_defects.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll {
namespace {

/// The column of months a reader looks at first.
std::string months_column(MonthsMap const& map) {
  if (map.column) return *map.column;
  return map.smaller_of.empty() ? std::string{} : map.smaller_of.front();
}

}  // namespace

std::vector<Problem> empty_categories(std::filesystem::path const& data, MemberYears const& rows,
                                      std::map<std::string, std::vector<std::string>> const& columns) {
  std::vector<Problem> problems;
  std::size_t const width = rows.categories.size();
  std::vector<bool> any(width, false);
  for (std::size_t i = 0; i < rows.costs.size(); ++i)
    if (rows.costs[i] > 0.0) any[i % width] = true;
  for (std::size_t i = 0; i < width; ++i) {
    if (any[i]) continue;
    std::string const& category = rows.categories[i];
    auto const made_of = columns.find(category);
    problems.push_back({{data.string(), 0, 0},
                        made_of == columns.end() ? category : made_of->second.front(),
                        fmt::format("category {} has no dollar in any row", category),
                        "no law can be fitted to it",
                        "leave the category out of the map, or correct its columns"});
  }
  return problems;
}

std::vector<Problem> member_defects(std::filesystem::path const& file, ColumnMap const& map,
                                    ReadReport const& read, MemberYears const& rows) {
  std::vector<Problem> problems = empty_categories(file, rows, map.categories);
  if (read.first_without_exposure.empty()) return problems;
  bool const all =
      read.cost_without_exposure == static_cast<std::int64_t>(read.first_without_exposure.size());
  problems.push_back({{file.string(), read.first_without_exposure.front(), 0},
                      months_column(map.months),
                      "cost without a month of exposure: left out",
                      fmt::format("rows {}{}", fmt::join(read.first_without_exposure, " "), all ? "" : " …"),
                      "correct the months, or take the rows out by leave_out of the map"});
  return problems;
}

Table thin_cells_table(ReadReport const& read, MemberYears const& rows) {
  TableBuilder table("thin_cells", "Risk cells of 1 to 10 members: their laws come from a parent cell");
  table.column("cell", "cell", Unit::none, Presentation::text)
      .column("members", "members", Unit::members, Presentation::count)
      .column("first", "first row", Unit::none, Presentation::text);
  std::vector<std::uint64_t> members(rows.cells.size(), 0);
  for (MemberRecord const& row : rows.rows) ++members[row.cell];
  for (std::size_t i = 0; i < members.size(); ++i)
    if (is_few(static_cast<double>(members[i])))
      table.row(rows.cells[i].name(), {rows.cells[i].name(), people_cell(members[i]),
                                       std::to_string(read.first_row_of_cell.at(rows.cells[i]))});
  return table.build();
}

}  // namespace plimsoll
