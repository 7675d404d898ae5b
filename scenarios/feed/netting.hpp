#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "feed/claims.hpp"

namespace plimsoll {

/// Dollars and members behind them.
struct CostCell {
  std::int64_t cents = 0;
  std::int64_t claims = 0;
  std::int64_t members = 0;  ///< with any cost
};

/// What a feed comes to, by category; the fitted ones stand first.
struct FeedTotals {
  std::vector<std::string> categories;
  std::size_t fitted = 0;
  std::vector<CostCell> by_category;
  std::map<Month, std::vector<CostCell>> by_month;
  std::int64_t kept_cents = 0;
  std::int64_t members = 0;  ///< with any claim
};

/// The year's cents and claims, members × fitted categories.
struct YearSums {
  int year = 0;
  std::vector<std::int64_t> cents, counts;
};

/// Nets the spilled rows claim by claim: repeats are dropped, reversals taken off, the category found, and
/// the rest summed by member, category and month, and for `paid` by periods. Notes repeats, reversals without
/// an original, negative amounts and claims without a category.
FeedTotals net_claims(ClaimSpill& spill, ClaimMap const& map, FeedMembers const& members,
                      std::vector<FileRows> const& files, ClaimSums& sums, DefectBook& defects,
                      YearSums* year, PaidSums* paid);

}  // namespace plimsoll
