#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// What happened to the members in every trial of a run, kept in memory: 8 bytes a trial, tally and year. Any
/// program over the same panels and drivers can be settled on it.
class KeptDraw {
 public:
  bool has(TallyPlan const& tallies) const;
  /// Draws the tallies that are not there yet, in every block of the plan; each draw is of the same plan but
  /// for its program. `progress` hears of each block, from any thread, one at a time.
  void draw(RunPlan const& plan, TallyPlan const& tallies, std::size_t threads = 0,
            std::function<void(std::size_t done, std::size_t blocks)> const& progress = {});
  /// A block as a plan with these tallies would have drawn it. Requires that they are there.
  Experience block(std::uint32_t number, TallyPlan const& tallies) const;
  /// How often the members were drawn.
  std::size_t draws() const { return parts_.size(); }

 private:
  struct Part {
    TallyPlan tallies;
    std::vector<Experience> blocks;
  };
  std::vector<Part> parts_;  // by draw
};

/// The plan's outputs over all trials, on a kept draw that has its tallies; drivers, held or not, are the
/// plan's.
TrialTable settle(RunPlan const& plan, KeptDraw const& kept, std::size_t threads = 0);

}  // namespace plimsoll
