#pragma once

#include <map>
#include <string>
#include <vector>

#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll::test {

/// Rows of several years as one list, cells by name.
inline MemberYears joined(std::vector<MemberYears const*> const& years) {
  MemberYears all;
  all.categories = years.front()->categories;
  std::map<RiskCell, std::uint32_t> at;
  for (MemberYears const* year : years)
    for (RiskCell const& cell : year->cells) at.try_emplace(cell, 0);
  for (auto& [cell, index] : at) {
    index = static_cast<std::uint32_t>(all.cells.size());
    all.cells.push_back(cell);
  }
  for (MemberYears const* year : years) {
    for (MemberRecord row : year->rows) {
      row.cell = at.at(year->cells[row.cell]);
      all.rows.push_back(std::move(row));
    }
    all.costs.insert(all.costs.end(), year->costs.begin(), year->costs.end());
    all.counts.insert(all.counts.end(), year->counts.begin(), year->counts.end());
  }
  return all;
}

}  // namespace plimsoll::test
