#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// A few independent trials, drawn with all their members, that estimators learn from. Their numbers are the
/// last there are, so no run reports them and every run of a study learns the same.
struct Pilot {
  struct Block {
    std::vector<Lanes> fresh;  ///< by FreshScore, then leading scores of an engine without members
    DriverLanes drivers;
    Experience experience;
    TrialRows rows;
  };
  std::shared_ptr<RunPlan const> plan;  ///< that drew it; the lanes of drivers point into it
  std::vector<Block> blocks;
};

/// Blocks a pilot draws: more where a trial has no members and costs next to nothing.
std::uint32_t pilot_blocks(Engine const& engine);

Pilot run_pilot(RunPlan const& plan, std::size_t threads = 0);

/// Direction in the fresh scores along which the sum of the columns listed (by position among the plan's)
/// moves most: coefficients of its least-squares fit on the pilot. Empty where nothing moves it.
std::vector<double> steepest_direction(Pilot const& pilot, std::span<std::size_t const> columns);

}  // namespace plimsoll
