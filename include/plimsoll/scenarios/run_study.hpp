#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/precision.hpp"
#include "plimsoll/scenarios/two_phase.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "plimsoll/sim/team.hpp"

namespace plimsoll {

struct RunOutcome;

enum class RunFolderUse {
  fresh,    ///< the folder must hold no run
  resume,   ///< continue the run that was stopped there
  replace,  ///< start over, replacing what is there once the new run is finished
};

/// One of several equal shares of a run's blocks, neighbours: what one job of an array draws.
struct RunPart {
  std::uint32_t number = 1;  ///< from 1
  std::uint32_t of = 1;
};

struct RunOutcome;

/// Where and how a study is run; none of it changes a trial.
struct RunSetting {
  std::filesystem::path folder;
  RunFolderUse use = RunFolderUse::fresh;
  std::size_t threads = 0;                                             ///< 0 = all
  std::function<bool()> stop;                                          ///< asked between blocks
  std::function<void(std::size_t done, std::size_t blocks)> progress;  ///< from any thread, one at a time
  std::optional<TwoPhaseSize> importance;              ///< draw the trials worth drawing among candidates
  std::optional<PrecisionRule> precision;              ///< sets the run's length in place of the plan's
  std::function<void(PrecisionCheck const&)> checked;  ///< hears of every look at the precision reached
  std::optional<RunPart> part;                         ///< draw this share alone and keep it for `merge_runs`
  std::chrono::milliseconds checkpoint = std::chrono::seconds(10);  ///< finished blocks are kept this often
  Team* team = nullptr;                                    ///< draw together; none: this process alone
  std::function<void(std::vector<std::uint32_t>&)> order;  ///< changes the order in which blocks are dealt
  /// Makes what stands beside results.h5 and gets its name with it or not at all, the folder locked. Given
  /// where the bytes of results.h5 are before it has its name; empty where nothing is drawn.
  std::function<std::vector<AsideFile>(RunOutcome const&, std::filesystem::path const& results)> beside;
};

struct RunOutcome {
  bool finished = false;  ///< false: stopped; finished blocks are kept for `resume`
  std::uint64_t trials = 0;
  std::filesystem::path results;            ///< results.h5 of a finished run; empty where nothing is drawn
  ResultsHeader header;                     ///< of a finished run, as results.h5 keeps it
  std::optional<PrecisionCheck> precision;  ///< the last look, where there is a rule
  std::vector<Table> tables;                ///< none where a part was drawn
};

/// Draws, settles, measures and writes results.h5 and what stands beside it; with method exact, what stands
/// beside it alone. Until all can be given their names, what the folder held stays as it was. The folder is
/// locked meanwhile. Throws IoError where the folder cannot be used as asked, InputError where `resume` meets
/// a run of another plan, naming every difference. In a team every process calls it; those that do not lead
/// draw and give an outcome without tables.
RunOutcome run_study(CompiledStudy const& study, RunSetting const& setting);

/// Every figure of the tables, as results.h5 keeps them.
std::vector<SummaryFigure> figures_of(std::vector<Table> const& tables);

/// First and last trial of a part of a run so long: whole blocks, the last part's as many as the run has.
/// Nothing where there are more parts than blocks and this one has none.
struct TrialRange {
  std::uint64_t first = 0, last = 0;
};
std::optional<TrialRange> trials_of(RunPart const& part, std::uint64_t trials);

}  // namespace plimsoll
