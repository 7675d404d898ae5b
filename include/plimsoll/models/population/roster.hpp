#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plimsoll/core/address.hpp"
#include "plimsoll/models/population/risk_cell.hpp"

namespace plimsoll {

/// One member as the draw loop sees them: an address, never an identifier.
struct RosterMember {
  MemberAddress address;
  std::uint32_t cell = 0;    ///< position in Roster::cells
  std::uint8_t months = 12;  ///< months of exposure a year, 1 to 12
  double score = 1.0;        ///< risk score, a factor on frequency
};

/// The members of one population, immutable. No two share an address.
struct Roster {
  std::vector<RiskCell> cells;
  std::vector<RosterMember> members;
  std::size_t collisions = 0;  ///< members whose address had to be hashed again
};

/// A cell's share of a population given as aggregates.
struct CellShare {
  RiskCell cell;
  double share = 0.0;
};

/// A roster of `members`, everyone enrolled `months` a year. Members are dealt to cells one after another,
/// each to the cell furthest behind its share, so any prefix has the right mix: growth and decline cut the
/// roster at its end. Shares must be positive and are scaled to sum to one.
Roster deal_roster(std::string const& population, std::vector<CellShare> const& shares, std::uint64_t members,
                   std::uint8_t months);

/// Gives every member an address from its key; `keys` and `members` run in parallel.
void address_members(std::string const& population, std::vector<std::string> const& keys, Roster& roster);

}  // namespace plimsoll
