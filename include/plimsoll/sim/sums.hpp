#pragma once

#include <vector>

#include "plimsoll/sim/member_panel.hpp"

namespace plimsoll {

/// Engine that draws, per member, category and year, the number of claims and then their sum in one look-up:
/// the default. Members, counts, categories and limits stay real; only the claims inside a sum are not seen.
/// Rare categories share a word. docs/theory/sums.md.
struct Sums {
  std::vector<TabledPanel> panels;
};

Experience draw(Sums const& engine, TallyPlan const& plan, DriverLanes const& drivers, YearAxis const& years,
                Seed seed, TrialBlock block);

}  // namespace plimsoll
