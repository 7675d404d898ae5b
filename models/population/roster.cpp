#include "plimsoll/models/population/roster.hpp"

#include <numeric>
#include <unordered_set>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Hands out addresses, hashing again where one is taken.
class AddressBook {
 public:
  MemberAddress take(MemberAddress wanted, std::size_t& collisions) {
    bool first = true;
    while (!taken_.insert(wanted.value).second) {
      collisions += first ? 1 : 0;
      first = false;
      wanted = rehash(wanted);
    }
    return wanted;
  }

 private:
  std::unordered_set<std::uint64_t> taken_;
};

}  // namespace

Roster deal_roster(std::string const& population, std::vector<CellShare> const& shares, std::uint64_t members,
                   std::uint8_t months) {
  PLIMSOLL_EXPECT(!shares.empty());
  double const total = std::accumulate(shares.begin(), shares.end(), 0.0,
                                       [](double sum, CellShare const& cell) { return sum + cell.share; });
  Roster roster;
  for (CellShare const& cell : shares) roster.cells.push_back(cell.cell);
  std::vector<std::uint64_t> dealt(shares.size(), 0);
  AddressBook book;
  for (std::uint64_t n = 1; n <= members; ++n) {
    std::size_t furthest = 0;
    double most = -1.0;
    for (std::size_t cell = 0; cell < shares.size(); ++cell) {
      double const behind =
          shares[cell].share / total * static_cast<double>(n) - static_cast<double>(dealt[cell]);
      if (behind > most) {
        most = behind;
        furthest = cell;
      }
    }
    MemberAddress const wanted = member_address(population, shares[furthest].cell.name(), dealt[furthest]++);
    roster.members.push_back(
        {book.take(wanted, roster.collisions), static_cast<std::uint32_t>(furthest), months, 1.0});
  }
  return roster;
}

void address_members(std::string const& population, std::vector<std::string> const& keys, Roster& roster) {
  PLIMSOLL_EXPECT(keys.size() == roster.members.size());
  AddressBook book;
  for (std::size_t i = 0; i < keys.size(); ++i)
    roster.members[i].address = book.take(member_address(population, keys[i]), roster.collisions);
}

}  // namespace plimsoll
