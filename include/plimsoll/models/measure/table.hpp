#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"

namespace plimsoll {

/// How the numbers of a column are meant to be read; writers for people follow it, writers for machines do
/// not.
enum class Presentation { text, cents, whole_dollars, millions, percent, fine_percent, count, number, factor };

struct Column {
  std::string id;    ///< stable within its table
  std::string name;  ///< as printed
  Unit unit;
  Presentation presentation;
};

/// A count of people that may be shown: 0 or above 10. Counts of 1 to 10 cannot be held.
class People {
 public:
  /// Expects `may_be_shown(count)`.
  explicit People(std::uint64_t count);
  std::uint64_t count() const { return count_; }
  static bool may_be_shown(std::uint64_t count) { return count == 0 || count > 10; }
  friend bool operator==(People const&, People const&) = default;

 private:
  std::uint64_t count_;
};

/// Stands where a count of 1 to 10 people was; holds nothing.
struct Suppressed {
  friend bool operator==(Suppressed, Suppressed) = default;
};

struct Empty {
  friend bool operator==(Empty, Empty) = default;
};

using Cell = std::variant<Empty, std::string, Figure, People, Suppressed>;

/// The cell for a count of people: the count, or nothing but the mark that it is suppressed.
Cell people_cell(std::uint64_t count);

struct Row {
  std::string id;  ///< stable within its table
  std::vector<Cell> cells;
};

/// Rows of figures, ready for any writer. Invariants, held from the moment it is built:
/// - row and column ids are unique; every row has one cell per column; every figure has an id;
/// - no count of 1 to 10 people is in it, as People or as a Figure in members (CMS cell size policy);
/// - every figure's value is finite; a standard error is finite or `not_known`; an interval is finite or
/// absent. Only single cells are suppressed: do not put the total of a column beside one suppressed cell.
class Table {
 public:
  std::string const& id() const { return id_; }
  std::string const& title() const { return title_; }
  std::vector<Column> const& columns() const { return columns_; }
  std::vector<Row> const& rows() const { return rows_; }
  std::vector<std::string> const& notes() const { return notes_; }
  /// `<table>/<row>/<column>`: the address of a cell, and the id of a figure that came without one.
  std::string cell_id(std::size_t row, std::size_t column) const;

 private:
  friend class TableBuilder;
  friend Table with_note(Table table, std::string text);
  Table() = default;
  std::string id_;
  std::string title_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;
  std::vector<std::string> notes_;
};

/// The table with one more sentence below it.
Table with_note(Table table, std::string text);

/// Collects a table; columns first, then rows. `build` suppresses, drops what is not finite and adds the
/// notes that say so.
class TableBuilder {
 public:
  TableBuilder(std::string id, std::string title);
  /// Expects an id not used before, and no row yet.
  TableBuilder& column(std::string id, std::string name, Unit unit, Presentation presentation);
  /// Expects an id not used before and one cell per column.
  TableBuilder& row(std::string id, std::vector<Cell> cells);
  /// A sentence below the table; the same sentence is kept once.
  TableBuilder& note(std::string text);
  Table build() const { return table_; }

 private:
  Cell admitted(Cell cell, std::string const& id);
  Table table_;
};

}  // namespace plimsoll
