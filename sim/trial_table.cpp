#include "plimsoll/sim/trial_table.hpp"

#include <algorithm>

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

TrialTable empty_trials(std::vector<ColumnInfo> columns, std::uint64_t trials) {
  std::size_t const count = columns.size();
  return {std::move(columns), trials, std::vector<double>(count * trials)};
}

void put_rows(TrialTable& table, TrialRows const& rows) {
  PLIMSOLL_EXPECT(rows.columns.size() == table.columns.size());
  std::uint64_t const first = rows.block.first_row();
  if (first >= table.trials) return;
  std::uint64_t const count = std::min<std::uint64_t>(lane_count, table.trials - first);
  for (std::size_t column = 0; column < rows.columns.size(); ++column)
    std::copy_n(rows.columns[column].begin(), count,
                table.values.begin() + static_cast<std::ptrdiff_t>(column * table.trials + first));
}

}  // namespace plimsoll
