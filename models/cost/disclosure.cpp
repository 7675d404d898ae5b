#include "disclosure.hpp"

#include <map>
#include <optional>

namespace plimsoll {
namespace {

// The one member of a family (a parent, then its children) to withhold next, if the family gives a number
// away.
std::optional<std::size_t> give_away(std::vector<std::size_t> const& family,
                                     std::vector<double> const& people, std::vector<bool> const& published,
                                     std::vector<bool> const& hidden) {
  std::size_t unknown = 0;
  bool needs_cover = false;
  std::optional<std::size_t> cover;
  for (std::size_t const member : family) {
    if (hidden[member] || !published[member]) {
      ++unknown;
      needs_cover = hidden[member];
    } else if (people[member] > 0.0 && (!cover || people[member] < people[*cover])) {
      cover = member;
    }
  }
  return unknown == 1 && needs_cover ? cover : std::nullopt;
}

}  // namespace

std::vector<bool> withheld(std::vector<CellRows> const& cells, std::vector<double> const& people,
                           std::vector<bool> const& published) {
  std::map<RiskCell, std::vector<std::size_t>> families;
  std::vector<bool> hidden(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    hidden[i] = people[i] > 0.0 && people[i] <= 10.0;
    families[cells[i].cell].push_back(i);
    std::vector<RiskCell> const parents = cells[i].cell.parents();
    if (!parents.empty()) families[parents.front()].push_back(i);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (auto const& [parent, family] : families) {
      if (family.size() < 2) continue;
      std::optional<std::size_t> const next = give_away(family, people, published, hidden);
      if (!next) continue;
      hidden[*next] = true;
      changed = true;
    }
  }
  return hidden;
}

}  // namespace plimsoll
