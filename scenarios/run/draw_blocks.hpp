#pragma once

#include <cstdint>
#include <string>

#include "plimsoll/scenarios/run_study.hpp"
#include "plimsoll/sim/segment_store.hpp"

namespace plimsoll {

/// Blocks a setting draws of a run so long: all, or those of its part.
struct BlockRange {
  std::uint32_t first = 0, end = 0;
};
BlockRange blocks_of(RunSetting const& setting, std::uint64_t trials);

/// Draws those of the blocks that the store lacks, with the whole team, and flushes them. False where the run
/// was stopped. `expected`: blocks the run may need in all, for the progress shown. The store then knows what
/// others of the team wrote.
bool draw_missing(RunPlan const& plan, RunSetting const& setting, BlockRange range, std::uint32_t expected,
                  SegmentStore& store);

/// Throws IoError in a process whose plan is not the leader's: its files or its program are others. All wait.
void expect_same_plan(Team& team, std::string const& digest);

/// Tells the team that no more rounds of drawing follow. For the leader, once.
void end_rounds(RunSetting const& setting);

/// Draws what the leader deals, round after round, into the segments `digest` of the run folder. False where
/// the run was stopped. For those who do not lead.
bool draw_dealt(RunPlan const& plan, std::string const& digest, RunSetting const& setting);

}  // namespace plimsoll
