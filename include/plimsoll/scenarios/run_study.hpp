#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/precision.hpp"
#include "plimsoll/scenarios/two_phase.hpp"

namespace plimsoll {

enum class RunFolderUse {
  fresh,    ///< the folder must hold no run
  resume,   ///< continue the run that was stopped there
  replace,  ///< start over, replacing what is there once the new run is finished
};

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
};

struct RunOutcome {
  bool finished = false;  ///< false: stopped; finished blocks are kept for `resume`
  std::uint64_t trials = 0;
  std::filesystem::path results;            ///< results.h5 of a finished run; empty where nothing is drawn
  ResultsHeader header;                     ///< of a finished run, as results.h5 keeps it
  std::optional<PrecisionCheck> precision;  ///< the last look, where there is a rule
  std::vector<Table> tables;
};

/// Draws, settles, measures and writes results.h5; with method exact, evaluates and writes nothing. Throws
/// IoError where the folder cannot be used as asked, InputError where `resume` meets a run of another plan.
RunOutcome run_study(CompiledStudy const& study, RunSetting const& setting);

/// Every figure of the tables, as results.h5 keeps them.
std::vector<SummaryFigure> figures_of(std::vector<Table> const& tables);

}  // namespace plimsoll
