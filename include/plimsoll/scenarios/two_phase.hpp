#pragma once

#include <cstdint>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// Size of a two-phase run.
struct TwoPhaseSize {
  std::uint64_t trials = 0;      ///< expected number of trials drawn with all their members
  std::uint64_t candidates = 0;  ///< trials whose drivers alone are drawn
};

/// First phase of importance selection: the drivers of many candidate trials, a preview of what each comes
/// to, and the few of them that are worth drawing member by member, with their chances of being among those.
/// docs/theory/estimators.md.
struct TwoPhase {
  RunPlan plan;                 ///< draws the chosen trials
  std::vector<double> chances;  ///< of every candidate
  std::vector<std::uint32_t> chosen;
  TrialTable previews;      ///< every candidate, once for each point of the preview
  std::uint64_t pilot = 0;  ///< trials the preview learned from

  std::uint64_t candidates() const { return chances.size(); }
  /// One over the chance, by chosen trial.
  std::vector<double> weights() const;
  /// Weights that would know a mean as well as these do.
  double effective_trials() const;
};

/// Most candidates whose previews fit into half a gigabyte.
std::uint64_t most_candidates(CompiledStudy const& study);

/// Expects trials > 0, candidates >= trials and no more than `most_candidates`.
TwoPhase first_phase(CompiledStudy const& study, TwoPhaseSize const& size, std::size_t threads = 0);

/// Both phases as one weighted column set: previews of all candidates, less those of the chosen, plus what
/// these came to, each over its chance: the difference estimator (Sarndal, Swensson and Wretman, 1992,
/// chapter 6). Expects the trials that `phase.plan` draws.
TrialTable combined(TwoPhase const& phase, TrialTable const& drawn);

/// The trials drawn with two columns more: `importance/trial`, its number, and `importance/weight`.
TrialTable with_weights(TwoPhase const& phase, TrialTable drawn);

/// Candidates, trials drawn, effective sample size.
Table weights_table(TwoPhase const& phase);

}  // namespace plimsoll
