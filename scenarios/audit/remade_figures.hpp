#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plimsoll/scenarios/opened_run.hpp"

namespace plimsoll {

/// A figure that comes out otherwise.
struct MovedFigure {
  std::string id, unit;
  SummaryFigure before, after;
  /// Standard error of the difference of two runs that share no draw; not_known where one has none.
  double error() const;
};

/// Figures that both lists have and that are not the same to the bit, errors and intervals included.
std::vector<MovedFigure> moved_figures(std::vector<SummaryFigure> const& before,
                                       std::vector<SummaryFigure> const& after);

/// The figures of a run made again from trials: its own, or others of the same plan.
std::vector<SummaryFigure> remade_figures(OpenedRun const& run, TrialTable const& trials,
                                          std::size_t threads);

/// The figures of a run whose trials were chosen by importance, made again: the choice is made anew, and
/// `faults` tells where it is not the run's. None where the run does not say among how many it chose.
std::vector<SummaryFigure> rechosen_figures(OpenedRun const& run, std::size_t threads,
                                            std::vector<std::string>& faults);

}  // namespace plimsoll
