#include "plimsoll/models/measure/table.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

namespace {

constexpr char const* note_suppressed = "Counts of 1 to 10 people are not shown.";
constexpr char const* note_no_value =
    "An empty cell has no value: no trial fell into that case, or none could.";
constexpr char const* note_no_error =
    "±? marks a figure whose simulation error is not known: too few trials fell into its case.";

bool is_small_count(Figure const& figure) {
  return figure.unit == Unit::members && figure.value > 0.0 && figure.value < 11.0;
}

template <class Named>
bool has_id(std::vector<Named> const& named, std::string const& id) {
  return std::any_of(named.begin(), named.end(), [&](Named const& one) { return one.id == id; });
}

}  // namespace

People::People(std::uint64_t count) : count_(count) {
  PLIMSOLL_EXPECT(may_be_shown(count));
}

Cell people_cell(std::uint64_t count) {
  if (!People::may_be_shown(count)) return Suppressed{};
  return People(count);
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
  PLIMSOLL_EXPECT(!id.empty() && !has_id(table_.rows_, id));
  PLIMSOLL_EXPECT(cells.size() == table_.columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    cells[i] = admitted(std::move(cells[i]), fmt::format("{}/{}/{}", table_.id_, id, table_.columns_[i].id));
  table_.rows_.push_back({std::move(id), std::move(cells)});
  return *this;
}

TableBuilder& TableBuilder::note(std::string text) {
  if (std::find(table_.notes_.begin(), table_.notes_.end(), text) == table_.notes_.end())
    table_.notes_.push_back(std::move(text));
  return *this;
}

Cell TableBuilder::admitted(Cell cell, std::string const& id) {
  if (std::holds_alternative<Suppressed>(cell)) note(note_suppressed);
  auto* figure = std::get_if<Figure>(&cell);
  if (figure == nullptr) return cell;
  if (is_small_count(*figure)) {
    note(note_suppressed);
    return Suppressed{};
  }
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
