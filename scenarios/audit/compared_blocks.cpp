#include "audit/compared_blocks.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace plimsoll {
namespace {

constexpr std::size_t most_shown = 64;

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// Columns that importance adds to what was drawn.
bool is_design(ColumnInfo const& column) {
  return column.name.starts_with("importance/");
}

}  // namespace

bool is_rounding(double a, double b, Unit unit) {
  constexpr double part = 1e-9, cent = 0.01 * (1.0 + 1e-6);
  if (same_bits(a, b)) return true;
  double const apart = std::abs(a - b);
  return apart <= part * std::max(std::abs(a), std::abs(b)) || (unit == Unit::dollars && apart <= cent);
}

ComparedBlocks::ComparedBlocks(OpenedRun const& run, RunPlan const& plan)
    : run_(run), columns_(plan.columns()) {
  for (ColumnInfo const& column : columns_) {
    kept_.push_back(run.results.table.column(column.name, column.year));
    if (!kept_.back()) unmatched_.push_back(column.name);
  }
  for (ColumnInfo const& column : run.results.table.columns)
    if (!is_design(column) && !find_column(columns_, column.name, column.year))
      unmatched_.push_back(column.name);
}

void ComparedBlocks::compare(TrialRows const& rows) {
  std::size_t const first = rows.block.first_row();
  std::size_t const count = std::min<std::size_t>(lane_count, run_.results.table.trials - first);
  std::vector<bool> others(count, false);
  std::vector<DifferingNumber> found;
  std::uint64_t numbers = 0, beyond = 0;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (!kept_[column]) continue;
    bool const drawn_before = !columns_[column].name.starts_with("contract/");
    numbers += count;
    for (std::size_t lane = 0; lane < count; ++lane) {
      double const drawn = rows.columns[column][lane], kept = (*kept_[column])[first + lane];
      if (same_bits(drawn, kept)) continue;
      found.push_back({first + lane, column, kept, drawn});
      if (is_rounding(drawn, kept, columns_[column].unit)) continue;
      ++beyond;
      if (drawn_before) others[lane] = true;
    }
  }
  std::lock_guard const lock(mutex_);
  trials_ += count;
  numbers_ += numbers;
  differing_ += found.size();
  beyond_ += beyond;
  other_draws_ += static_cast<std::uint64_t>(std::count(others.begin(), others.end(), true));
  for (DifferingNumber const& number : found) shown_.emplace(std::pair(number.row, number.column), number);
  while (shown_.size() > most_shown) shown_.erase(std::prev(shown_.end()));
}

std::vector<DifferingNumber> ComparedBlocks::first(std::size_t most) const {
  std::vector<DifferingNumber> numbers;
  for (auto const& [place, number] : shown_)
    if (numbers.size() < most) numbers.push_back(number);
  return numbers;
}

}  // namespace plimsoll
