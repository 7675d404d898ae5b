#pragma once

#include <vector>

#include "plimsoll/sim/member_panel.hpp"

namespace plimsoll {

/// Engine that draws every claim of every member: the count, then each amount, per category and year. Exact
/// mode, and the oracle of Sums.
struct Claims {
  std::vector<TabledPanel> panels;
};

Experience draw(Claims const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block);

}  // namespace plimsoll
