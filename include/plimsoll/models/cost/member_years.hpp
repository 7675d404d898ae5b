#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/models/population/risk_cell.hpp"

namespace plimsoll {

/// One member in one year. The key identifies the member inside its population and is never written anywhere.
struct MemberRecord {
  std::string key;
  std::uint32_t cell = 0;    ///< index into MemberYears::cells
  std::uint8_t months = 12;  ///< whole months of exposure, 1 to 12
  double score = 1.0;        ///< risk score, multiplies frequency
  /// Member-years of frequency: months/12 · score.
  double exposure() const { return months / 12.0 * score; }
};

/// Member-year rows: what a fit and a roster are both made from. Amounts and counts are dense, row after row.
struct MemberYears {
  std::vector<std::string> categories;
  std::vector<RiskCell> cells;
  std::vector<MemberRecord> rows;
  std::vector<double> costs;         ///< dollars, rows × categories, ≥ 0
  std::vector<std::int64_t> counts;  ///< claims, rows × categories; empty where the data have none
  std::vector<double> weights;  ///< of a survey, by row, > 0, their sum the rows; empty: rows count alike

  double weight_of(std::size_t row) const { return weights.empty() ? 1.0 : weights[row]; }
  bool has_counts() const { return !counts.empty(); }
  std::span<double const> costs_of(std::size_t row) const {
    return {costs.data() + row * categories.size(), categories.size()};
  }
  std::span<std::int64_t const> counts_of(std::size_t row) const {
    return {counts.data() + row * categories.size(), has_counts() ? categories.size() : 0};
  }
};

}  // namespace plimsoll
