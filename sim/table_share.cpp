#include "plimsoll/sim/table_share.hpp"

#include "plimsoll/sim/team.hpp"

namespace plimsoll {

TableShare share_of_tables(Team& team) {
  if (team.size() == 1) return {};
  return {static_cast<std::size_t>(team.rank()), static_cast<std::size_t>(team.size()),
          [&team](TableShare::Bytes mine) { return team.gather_all(std::move(mine)); }};
}

}  // namespace plimsoll
