#pragma once

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll::bench {

/// One panel drawn by an engine of members for one year, its members' years capped: what a block of the draw
/// stage does.
struct Work {
  std::uint64_t members = 0;
  double mean = 0.0;      ///< expected dollars a trial, uncapped, nothing moved
  double variance = 0.0;  ///< of the same
  Engine engine;
  DriverPlan drivers;
  TallyPlan tallies;
  TallyId amount{}, excess{};
  YearAxis years{{}, {2026}};
  Seed seed{20260715};

  /// Members × trials in a block.
  double member_trials() const { return static_cast<double>(members * lane_count); }
  Experience draw_block(TrialBlock block = {}) const;
};

/// A panel of `members` dealt to the cells of the model by `shares`; a member's year is capped at `cap`
/// dollars. `moves` may hold drivers, which `drivers` must list.
struct Asked {
  CostModel model;
  std::vector<CellShare> shares;
  std::uint64_t members = 0;
  double cap = 0.0;
  AmountDraw amounts = AmountDraw::one_sum;
  PanelMoves moves = {};
  DriverPlan drivers = {};
};
Work make_work(Asked const& asked);

/// The small work: 10,000 identical members, claims negative binomial with mean 3 and variance 3 + 0.6 · 3²,
/// amounts lognormal with mean $1,500 and sigma 1.6, a member's year capped at $150,000.
CostModel small_model();
inline constexpr std::uint64_t small_members = 10'000;
inline constexpr double small_cap = 150'000.0;

/// Average over the lanes.
double lane_mean(Lanes const& lanes);

}  // namespace plimsoll::bench
