#pragma once

#include <cstdint>
#include <string>

#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll::test {

/// Member-years of one category in the cell */*/*, filled by the caller with add().
inline MemberYears empty_years() {
  MemberYears years;
  years.categories = {"care"};
  years.cells = {RiskCell{}};
  return years;
}

inline void add(MemberYears& years, int months, double cost, std::uint32_t cell = 0) {
  years.rows.push_back({std::to_string(years.rows.size()), cell, static_cast<std::uint8_t>(months), 1.0});
  years.costs.push_back(cost);
}

inline void add_counted(MemberYears& years, int months, std::int64_t claims, double cost,
                        std::uint32_t cell = 0) {
  add(years, months, cost, cell);
  years.counts.push_back(claims);
}

}  // namespace plimsoll::test
