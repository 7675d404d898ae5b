#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// What happened to the members in every trial of a run, drawn once and kept in memory: 8 bytes a trial,
/// tally and year. Any program over the same panels and drivers can be settled on it.
class KeptDraw {
 public:
  /// Draws `tallies` in every block of the plan; `progress` hears of each, from any thread, one at a time.
  KeptDraw(RunPlan const& plan, TallyPlan tallies, std::size_t threads = 0,
           std::function<void(std::size_t done, std::size_t blocks)> const& progress = {});

  TallyPlan const& tallies() const { return tallies_; }
  /// A block as a plan with these tallies would have drawn it. Requires that it has them.
  Experience block(std::uint32_t number, TallyPlan const& tallies) const;

 private:
  TallyPlan tallies_;
  std::vector<Experience> blocks_;
};

/// The plan's outputs over all trials, on a kept draw that has its tallies; drivers, held or not, are the
/// plan's.
TrialTable settle(RunPlan const& plan, KeptDraw const& kept, std::size_t threads = 0);

}  // namespace plimsoll
