#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "workbook/book.hpp"
#include "workbook/workbook.hpp"

namespace plimsoll {

/// A printed table and where it came to stand.
struct PlacedTable {
  std::string source;  ///< name of its document
  std::string id;      ///< as printed, e.g. settlement.2026
  nlohmann::ordered_json const* table = nullptr;
  Sheet* sheet = nullptr;
  std::uint32_t first_row = 0;                   ///< of its rows
  std::map<std::string, std::uint16_t> columns;  ///< of values, by column id

  std::uint32_t rows() const;
  std::optional<std::uint32_t> row_of(std::string const& id) const;
  /// The cell of that row and column; none where the table has no such.
  std::optional<Place> find(std::string const& row, std::string const& column) const;
  /// Values of a column from first to last row.
  std::string range(std::string const& column) const;
};

/// A table's title in the unit of the cells: what is printed in $M stands here in dollars.
std::string title_in_dollars(nlohmann::ordered_json const& table);

/// Puts the table's title, columns, rows and notes at `row`. A figure whose column has errors has them in a
/// column beside it. Returns where it stands, and moves `row` to the next free one.
PlacedTable place_table(Sheet& sheet, std::uint32_t& row, std::string const& source,
                        nlohmann::ordered_json const& table);

/// What a sheet is for and which printed tables stand on it.
struct SheetPlan {
  std::string name, says;
  std::vector<std::string> kinds;  ///< ids of tables up to the year or contract
  std::string made_by;             ///< the command that prints them
};
/// In order of the book.
std::vector<SheetPlan> const& sheet_plans();
inline std::string const other_tables = "Other tables";
/// The sheet a table of that id goes to: that of the longest kind it begins with.
std::string sheet_for(std::string const& id);

/// All tables of all documents on their sheets, below what stands there.
std::vector<PlacedTable> place_tables(Book& book, std::vector<NamedDocument> const& documents);
/// Title and purpose of every planned sheet, in order. To be written first.
void begin_sheets(Book& book);
/// Says on every sheet that stayed empty which command fills it.
void tell_of_absent(Book& book);

/// The table of that id; none where no document has it.
PlacedTable const* find_table(std::vector<PlacedTable> const& placed, std::string const& id);

/// First row below title and purpose.
inline constexpr std::uint32_t first_free_row = 3;

}  // namespace plimsoll
