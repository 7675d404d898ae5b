#include "plimsoll/sim/trial_table.hpp"

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

std::optional<std::size_t> find_column(std::span<ColumnInfo const> columns, std::string_view name, int year) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].year == year && columns[i].name == name) return i;
  }
  return std::nullopt;
}

std::span<double const> TrialTable::column(std::size_t index) const {
  PLIMSOLL_EXPECT(index < columns.size());
  PLIMSOLL_EXPECT(values.size() == columns.size() * trials);
  return std::span(values).subspan(index * trials, trials);
}

std::optional<std::span<double const>> TrialTable::column(std::string_view name, int year) const {
  auto const index = find_column(columns, name, year);
  if (!index) return std::nullopt;
  return column(*index);
}

}  // namespace plimsoll
