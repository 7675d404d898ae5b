#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll {

/// A cell to be fitted: a cell of the data, or a parent of one, and the member-years in it.
struct CellRows {
  RiskCell cell;
  bool leaf = false;  ///< a cell of the data itself
  std::vector<std::uint32_t> rows;
};

/// Cells of the data and all their parents, widest first; a cell's parents always stand before it.
std::vector<CellRows> cells_to_fit(MemberYears const& data);

/// Equal member-years of a count fit, counted once.
struct CountGroup {
  double exposure;
  std::int64_t claims;  ///< in a hurdle 1 = any cost
  double times;
};
/// Sums count a row by its weight, scaled so that weights add up to the effective number of rows (Σw)² / Σw²
/// (Kish 1965): standard errors and criteria are then those of as many equal rows.
struct CountSample {
  std::vector<CountGroup> groups;
  double members = 0.0;     ///< member-years with exposure
  double exposure = 0.0;    ///< Σ exposure
  double claims = 0.0;      ///< Σ claims
  double claimants = 0.0;   ///< member-years with any
  std::int64_t people = 0;  ///< rows, whatever their weight
  std::int64_t people_with_any = 0;
};
CountSample count_sample(MemberYears const& data, std::vector<std::uint32_t> const& rows,
                         std::size_t category);

/// A member's total of n ≥ 1 claims, and its weight, scaled as those of counts are.
struct Amount {
  double n;
  double dollars;
  double weight = 1.0;
};

/// The positive amounts of a category. In a hurdle of probability p (hurdle = p) n is 1 and a year with p ·
/// exposure above 1 is divided by it, as the draw multiplies it; `hurdle` is ignored where the data have
/// counts.
std::vector<Amount> amounts(MemberYears const& data, std::vector<std::uint32_t> const& rows,
                            std::size_t category, double hurdle);

/// (Σw)² / Σw² of all rows: how many equal rows tell as much.
double effective_rows(MemberYears const& data);

/// Σ weight · months / 12 over the rows.
double person_years(MemberYears const& data, std::vector<std::uint32_t> const& rows);

/// Σ weight · months / 12 · score over the rows.
double exposure_of(MemberYears const& data, std::vector<std::uint32_t> const& rows);

/// Dollars of one category over the rows, by weight.
double dollars_of(MemberYears const& data, std::vector<std::uint32_t> const& rows, std::size_t category);

}  // namespace plimsoll
