#include "plimsoll/models/experience/tally.hpp"

#include <algorithm>

namespace plimsoll {
namespace {

bool same_limit(std::optional<Quantity> const& a, std::optional<Quantity> const& b) {
  if (a.has_value() != b.has_value()) return false;
  if (!a) return true;
  if (a->is_driver() || b->is_driver()) return a->is_driver() && b->is_driver() && a->path() == b->path();
  std::size_t const years = std::max(a->years_listed(), b->years_listed());
  for (std::size_t year = 0; year < years; ++year)
    if (a->fixed(year) != b->fixed(year)) return false;
  return true;
}

}  // namespace

bool operator==(Tally const& a, Tally const& b) {
  return a.panel == b.panel && a.scope == b.scope && a.shape == b.shape && a.exposure == b.exposure &&
         a.basis == b.basis && a.attribution == b.attribution && same_limit(a.limit, b.limit);
}

TallyId TallyPlan::add(Tally const& tally) {
  if (auto const found = find(tally)) return *found;
  tallies_.push_back(tally);
  return static_cast<TallyId>(tallies_.size() - 1);
}

std::optional<TallyId> TallyPlan::find(Tally const& tally) const {
  auto const found = std::find(tallies_.begin(), tallies_.end(), tally);
  if (found == tallies_.end()) return std::nullopt;
  return static_cast<TallyId>(found - tallies_.begin());
}

bool TallyPlan::has(TallyPlan const& other) const {
  return std::all_of(other.tallies_.begin(), other.tallies_.end(),
                     [&](Tally const& tally) { return find(tally).has_value(); });
}

std::vector<Attribution> attributions_of(TallyPlan const& plan, PanelId panel) {
  std::vector<Attribution> found;
  for (Tally const& tally : plan.tallies())
    if (tally.panel == panel && std::find(found.begin(), found.end(), tally.attribution) == found.end())
      found.push_back(tally.attribution);
  return found;
}

}  // namespace plimsoll
