#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/people.hpp"

namespace plimsoll {

/// How the numbers of a column are meant to be read; writers for people follow it, writers for machines do
/// not.
enum class Presentation {
  text,
  cents,
  whole_dollars,
  millions,
  percent,
  fine_percent,
  count,
  number,
  factor
};

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
  static bool may_be_shown(std::uint64_t count) { return !is_few(static_cast<double>(count)); }
  friend bool operator==(People const&, People const&) = default;

 private:
  std::uint64_t count_;
};

/// Stands where a count of 1 to 10 people was, or a number they are behind; or one from which it would
/// follow. Holds nothing of it.
struct Suppressed {
  enum class Why { few, beside_few };
  Why why = Why::few;
  friend bool operator==(Suppressed, Suppressed) = default;
};

/// "1-10" or "hidden": what every writer puts there.
std::string_view words_of(Suppressed hidden);

struct Empty {
  friend bool operator==(Empty, Empty) = default;
};

using Cell = std::variant<Empty, std::string, Figure, People, Suppressed>;

/// The cell for a count of people: the count, or nothing but the mark that it is suppressed.
Cell people_cell(std::uint64_t count);

/// A cell and the people it is a count of, or that are behind its number: they decide whether it is shown.
struct CountedCell {
  Cell cell;
  std::optional<std::int64_t> people = {};  ///< none: shown in any case
};
/// A count of people.
CountedCell counted(std::int64_t people);
/// A number with so many people behind it.
CountedCell behind(std::int64_t people, Cell cell);

struct Row {
  std::string id;  ///< stable within its table
  std::vector<Cell> cells;
};

/// Rows of figures, ready for any writer. Invariants, held from the moment it is built:
/// - row and column ids are unique; every row has one cell per column; every figure has an id;
/// - no count of 1 to 10 people is in it, as People or as a Figure in members (CMS cell size policy);
/// - every figure's value is finite; a standard error is finite or `not_known`; an interval is finite or
/// absent;
/// - of a column of counted cells, none of those hidden follows from the others and their sum.
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

/// Collects a table: columns, then rows. `build` suppresses, drops what is not finite, and notes both.
class TableBuilder {
 public:
  TableBuilder(std::string id, std::string title);
  /// Expects an id not used before, and no row yet.
  TableBuilder& column(std::string id, std::string name, Unit unit, Presentation presentation);
  /// Expects an id not used before and one cell per column.
  TableBuilder& row(std::string id, std::vector<Cell> cells);
  /// A row whose cells know the people behind them. What is hidden is known when the table is built.
  TableBuilder& row_of_people(std::string id, std::vector<CountedCell> cells);
  /// The counted cells of these rows add up, in every column, to those of the row `whole` or to a total that
  /// stands elsewhere. Without a word, all counted cells of a column add up to a total that stands elsewhere.
  TableBuilder& adds_up(std::vector<std::string> parts, std::string whole = {});
  /// A sentence below the table; the same sentence is kept once.
  TableBuilder& note(std::string text);
  /// The counted cell of row `part` is of the people of row `whole`: what is left of these is no row, and yet
  /// a count that must not be told.
  TableBuilder& rest_of(std::string whole, std::string part);
  Table build() const;

 private:
  struct RowSum {
    std::vector<std::string> parts;
    std::string whole;
  };
  Cell admitted(Cell cell, std::string const& id);
  std::vector<PeopleSum> sums_of(std::vector<std::string> const& rows, std::vector<double>& people) const;
  void hide(std::size_t column, Table& table) const;
  Table table_;
  std::unordered_set<std::string> row_ids_;
  std::vector<std::vector<std::optional<std::int64_t>>> people_;  ///< by row, then column
  std::vector<RowSum> sums_;
  std::vector<std::pair<std::string, std::string>> rests_;  ///< whole, part
};

}  // namespace plimsoll
