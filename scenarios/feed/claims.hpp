#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "feed/members.hpp"
#include "feed/paid_sums.hpp"
#include "feed/spill.hpp"
#include "text/dates.hpp"

namespace plimsoll {

/// Dollars that were read and not kept, with those they belong to.
struct LeftOut {
  std::int64_t cents = 0, rows = 0;
  std::unordered_set<std::uint32_t> members;
};

/// What reading the claims gave: sums that must add up, and the files read.
struct ClaimSums {
  std::int64_t cents_in_files = 0;  ///< of readable rows, reversals taken off
  std::map<Check, LeftOut> left_out;
  Month first = 0, last = -1;  ///< months of service, none where last < first
  /// Rows by claims table and month.
  std::map<std::string, std::map<Month, std::int64_t>> rows;
};

/// Streams every table of claims: rows are checked against their member, and what counts goes to the spill.
/// Memory is that of the members. With `paid`, rows without a date of payment and those out of its dates are
/// left out too.
ClaimSums read_claims(std::filesystem::path const& folder, ClaimMap const& map, FeedMembers& members,
                      DefectBook& defects, std::vector<FileRows>& files, ClaimSpill& spill,
                      std::optional<PaidScope> const& paid);

}  // namespace plimsoll
