#include "plimsoll/models/measure/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

namespace {

constexpr char const* note_suppressed = "Counts of 1 to 10 people are not shown.";
constexpr char const* note_beside = "Numbers from which such a count would follow are hidden with it.";
constexpr char const* note_no_value =
    "An empty cell has no value: no trial fell into that case, or none could.";
constexpr char const* note_no_error =
    "±? marks a figure whose simulation error is not known: too few trials fell into its case.";

bool is_small_count(Figure const& figure) {
  return figure.unit == Unit::members && is_few(figure.value);
}

bool has_id(std::vector<Column> const& columns, std::string const& id) {
  return std::any_of(columns.begin(), columns.end(), [&](Column const& column) { return column.id == id; });
}

}  // namespace

People::People(std::uint64_t count) : count_(count) {
  PLIMSOLL_EXPECT(may_be_shown(count));
}

Cell people_cell(std::uint64_t count) {
  if (!People::may_be_shown(count)) return Suppressed{};
  return People(count);
}

std::string_view words_of(Suppressed hidden) {
  return hidden.why == Suppressed::Why::few ? "1-10" : "hidden";
}

CountedCell counted(std::int64_t people) {
  return behind(people, people_cell(static_cast<std::uint64_t>(people)));
}

CountedCell behind(std::int64_t people, Cell cell) {
  return {std::move(cell), people};
}

std::string Table::cell_id(std::size_t row, std::size_t column) const {
  return fmt::format("{}/{}/{}", id_, rows_.at(row).id, columns_.at(column).id);
}

Table with_note(Table table, std::string text) {
  table.notes_.push_back(std::move(text));
  return table;
}

TableBuilder::TableBuilder(std::string id, std::string title) {
  PLIMSOLL_EXPECT(!id.empty());
  table_.id_ = std::move(id);
  table_.title_ = std::move(title);
}

TableBuilder& TableBuilder::column(std::string id, std::string name, Unit unit, Presentation presentation) {
  PLIMSOLL_EXPECT(!id.empty() && !has_id(table_.columns_, id) && table_.rows_.empty());
  table_.columns_.push_back({std::move(id), std::move(name), unit, presentation});
  return *this;
}

TableBuilder& TableBuilder::row(std::string id, std::vector<Cell> cells) {
  bool const is_new = row_ids_.insert(id).second;  // a review has thousands
  PLIMSOLL_EXPECT(!id.empty() && is_new);
  PLIMSOLL_EXPECT(cells.size() == table_.columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    cells[i] = admitted(std::move(cells[i]), fmt::format("{}/{}/{}", table_.id_, id, table_.columns_[i].id));
  table_.rows_.push_back({std::move(id), std::move(cells)});
  people_.resize(table_.rows_.size());
  return *this;
}

TableBuilder& TableBuilder::row_of_people(std::string id, std::vector<CountedCell> cells) {
  std::vector<Cell> shown;
  std::vector<std::optional<std::int64_t>> people;
  for (CountedCell& cell : cells) {
    shown.push_back(std::move(cell.cell));
    people.push_back(cell.people);
  }
  row(std::move(id), std::move(shown));
  people_.back() = std::move(people);
  return *this;
}

TableBuilder& TableBuilder::adds_up(std::vector<std::string> parts, std::string whole) {
  sums_.push_back({std::move(parts), std::move(whole)});
  return *this;
}

TableBuilder& TableBuilder::rest_of(std::string whole, std::string part) {
  rests_.emplace_back(std::move(whole), std::move(part));
  return *this;
}

Table TableBuilder::build() const {
  Table built = table_;
  for (std::size_t column = 0; column < built.columns_.size(); ++column) hide(column, built);
  auto const has = [&](Suppressed::Why why) {
    return std::any_of(built.rows_.begin(), built.rows_.end(), [&](Row const& row) {
      return std::count(row.cells.begin(), row.cells.end(), Cell(Suppressed{why})) > 0;
    });
  };
  for (auto const& [why, note] : {std::pair{Suppressed::Why::few, note_suppressed},
                                  std::pair{Suppressed::Why::beside_few, note_beside}})
    if (has(why) && std::find(built.notes_.begin(), built.notes_.end(), note) == built.notes_.end())
      built.notes_.push_back(note);
  return built;
}

/// Sums over counted rows by their place. What rows leave of others is put behind `people`.
std::vector<PeopleSum> TableBuilder::sums_of(std::vector<std::string> const& rows,
                                             std::vector<double>& people) const {
  auto const places = [&](std::vector<std::string> const& ids) {
    std::unordered_set<std::string_view> const wanted(ids.begin(), ids.end());
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (wanted.contains(rows[i])) found.push_back(i);
    return found;
  };
  std::vector<PeopleSum> sums;
  for (RowSum const& sum : sums_) {
    std::vector<std::size_t> const whole = places({sum.whole});
    sums.push_back({places(sum.parts), whole.empty() ? std::nullopt : std::optional(whole.front()), {}});
    sums.back().hide_first = sums.back().whole;
  }
  for (auto const& [whole, part] : rests_)
    if (std::vector<std::size_t> const w = places({whole}), p = places({part}); !w.empty() && !p.empty()) {
      people.push_back(people[w.front()] - people[p.front()]);
      sums.push_back({{p.front(), people.size() - 1}, w.front(), {}});
    }
  if (!sums.empty()) return sums;
  sums.emplace_back();
  for (std::size_t i = 0; i < rows.size(); ++i) sums.back().parts.push_back(i);
  return sums;
}

void TableBuilder::hide(std::size_t column, Table& table) const {
  std::vector<std::size_t> rows;
  std::vector<std::string> ids;
  std::vector<double> people;
  for (std::size_t row = 0; row < people_.size(); ++row)
    if (column < people_[row].size() && people_[row][column]) {
      rows.push_back(row);
      ids.push_back(table.rows_[row].id);
      people.push_back(static_cast<double>(*people_[row][column]));
    }
  std::vector<PeopleSum> const sums = sums_of(ids, people);
  std::vector<bool> const hidden = hidden_people(people, sums);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (Cell& cell = table.rows_[rows[i]].cells[column]; hidden[i] && !std::holds_alternative<Empty>(cell))
      cell = Suppressed{is_few(people[i]) ? Suppressed::Why::few : Suppressed::Why::beside_few};
}

TableBuilder& TableBuilder::note(std::string text) {
  if (std::find(table_.notes_.begin(), table_.notes_.end(), text) == table_.notes_.end())
    table_.notes_.push_back(std::move(text));
  return *this;
}

Cell TableBuilder::admitted(Cell cell, std::string const& id) {
  auto* figure = std::get_if<Figure>(&cell);
  if (figure == nullptr) return cell;
  if (is_small_count(*figure)) return Suppressed{};
  if (!std::isfinite(figure->value)) {
    note(note_no_value);
    return Empty{};
  }
  if (figure->id.empty()) figure->id = id;
  if (!std::isfinite(figure->std_error)) {
    note(note_no_error);
    figure->std_error = not_known;
  }
  if (figure->interval && !(std::isfinite(figure->interval->low) && std::isfinite(figure->interval->high)))
    figure->interval.reset();
  return cell;
}

}  // namespace plimsoll
