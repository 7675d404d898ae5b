#pragma once

#include <cstdint>
#include <functional>
#include <variant>
#include <vector>

#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/sim/claims.hpp"
#include "plimsoll/sim/conditional.hpp"
#include "plimsoll/sim/drivers.hpp"
#include "plimsoll/sim/panel_law.hpp"
#include "plimsoll/sim/sums.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// Ways to fill one Experience.
using Engine = std::variant<PanelLaw, Claims, Sums, Conditional>;

/// The tallies a program's leaves ask for, in the order every plan of that program keeps them.
TallyPlan tallies_of(Program const& program);

/// Everything a run draws and settles: a pure value, equal plans give equal results.
class RunPlan {
 public:
  /// Tallies are collected from the program's own leaves.
  RunPlan(Seed seed, std::uint64_t trials, YearAxis years, DriverPlan drivers, Engine engine,
          Program program);

  Seed seed() const { return seed_; }
  std::uint64_t trials() const { return trials_; }
  YearAxis const& years() const { return years_; }
  DriverPlan const& drivers() const { return drivers_; }
  Engine const& engine() const { return engine_; }
  Program const& program() const { return program_; }
  TallyPlan const& tallies() const { return tallies_; }
  /// What a block yields: every driver and year, then every output of the program.
  std::vector<ColumnInfo> const& columns() const { return columns_; }
  /// Blocks that cover the trials; the last is drawn whole and reported in part.
  std::uint32_t blocks() const;

  /// Draws and settles 256 trials. Nothing after the draw feeds back into it.
  TrialRows run_block(TrialBlock block) const;
  /// Settles an experience of the block that something else has drawn.
  TrialRows settle(TrialBlock block, DriverLanes const& drivers, Experience const& experience) const;

 private:
  Seed seed_;
  std::uint64_t trials_;
  YearAxis years_;
  DriverPlan drivers_;
  Engine engine_;
  Program program_;
  TallyPlan tallies_;
  std::vector<TallyId> tally_of_column_;  // by program column; unused where the column is a driver
  std::vector<ColumnInfo> columns_;
};

/// How to work through blocks; changes no result.
struct Execution {
  std::size_t threads = 0;                  ///< 0 = all the machine has
  std::function<bool()> stop;               ///< asked before each block; may be empty
  std::function<void(TrialRows)> finished;  ///< called from any thread as blocks finish, in any order
};

/// Runs the blocks listed, in parallel with oneTBB. Returns false when `stop` cut it short.
bool execute(RunPlan const& plan, std::vector<std::uint32_t> const& blocks, Execution const& execution);

/// The whole run in memory: for tests and small studies.
TrialTable simulate(RunPlan const& plan, std::size_t threads = 0);

}  // namespace plimsoll
