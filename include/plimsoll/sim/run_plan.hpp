#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
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

/// A tally that the run keeps besides what it settles, in every year of the axis, under a name of its own:
/// excess and amounts in dollars, months and members as they are.
struct KeptTally {
  Tally tally;
  std::string name, says;
};

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

  /// The same run on other drivers of the same list.
  RunPlan on_drivers(DriverPlan drivers) const;
  /// The same run with other members' luck: an engine of the same panels.
  RunPlan on_engine(Engine engine) const;
  /// The same run with every measured rate as its true rate and completeness make it, without the luck of
  /// the patients counted.
  RunPlan with_rates_as_expected() const;
  /// The run that draws the trials listed and no others. Its rows are theirs, in order; a last block that
  /// they do not fill is filled up with the first of them.
  RunPlan of_trials(std::vector<std::uint32_t> chosen) const;
  TrialBlock block(std::uint32_t index) const;
  /// The run that keeps these tallies too: columns behind all others.
  RunPlan keeping(std::vector<KeptTally> const& kept) const;
  /// How the first `rows` rows of the run are drawn.
  SharedDesign design(std::uint64_t rows) const;

  /// Draws and settles 256 trials. Nothing after the draw feeds back into it.
  TrialRows run_block(TrialBlock block) const;
  /// Its two halves: what happens to the members, and what the program makes of it.
  Experience draw(TrialBlock block, DriverLanes const& drivers) const;
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
  std::vector<TallyId> kept_;
  bool rates_as_expected_ = false;
  std::vector<ColumnInfo> columns_;
  std::shared_ptr<std::vector<std::uint32_t> const> chosen_;  // whole blocks of them; none: all trials
};

/// How to work through blocks; changes no result.
struct Execution {
  std::size_t threads = 0;                  ///< 0 = all the machine has
  std::function<bool()> stop;               ///< asked before each block; may be empty
  std::function<void(TrialRows)> finished;  ///< called from any thread as blocks finish, in any order
};

/// Gives the next block to draw, to any thread; nothing when there are no more.
using NextBlock = std::function<std::optional<std::uint32_t>()>;

/// Runs blocks as they are dealt, in parallel with oneTBB. Returns false when `stop` cut it short.
bool execute(RunPlan const& plan, NextBlock const& next, Execution const& execution);
/// Runs the blocks listed.
bool execute(RunPlan const& plan, std::vector<std::uint32_t> const& blocks, Execution const& execution);

/// Calls `work` with every number below `count`, in parallel and in any order.
void for_each_block(std::uint32_t count, std::size_t threads, std::function<void(std::uint32_t)> const& work);

/// The whole run in memory: for tests and small studies.
TrialTable simulate(RunPlan const& plan, std::size_t threads = 0);

}  // namespace plimsoll
