#include "disclosure.hpp"

#include <map>
#include <optional>

namespace plimsoll {
namespace {

constexpr double few = 10.0;

// The one member of a family (a parent, then its children) to withhold next, if the family gives a number
// away: one that is withheld alone, or children whose sum is few and is what the parent leaves of the others.
std::optional<std::size_t> give_away(std::vector<std::size_t> const& family,
                                     std::vector<double> const& people, std::vector<bool> const& published,
                                     std::vector<bool> const& hidden) {
  std::size_t withheld = 0;
  double of_children = 0.0;
  std::optional<std::size_t> cover;
  for (std::size_t const member : family) {
    if (hidden[member]) {
      ++withheld;
      if (member != family.front()) of_children += people[member];
    } else if (!published[member]) {
      return std::nullopt;  // nobody outside knows what is left for the withheld
    } else if (people[member] > 0.0 && (!cover || people[member] < people[*cover])) {
      cover = member;
    }
  }
  bool const sum_is_few = !hidden[family.front()] && of_children <= few;
  return withheld == 1 || (withheld > 1 && sum_is_few) ? cover : std::nullopt;
}

}  // namespace

std::vector<bool> withheld(std::vector<CellRows> const& cells, std::vector<double> const& people,
                           std::vector<bool> const& published) {
  std::map<RiskCell, std::vector<std::size_t>> families;
  std::vector<bool> hidden(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    hidden[i] = people[i] > 0.0 && people[i] <= few;
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
