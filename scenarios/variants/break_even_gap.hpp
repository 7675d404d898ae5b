#pragma once

#include <optional>
#include <vector>

#include "plimsoll/scenarios/sweep_study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// How far the measure is from what is asked, and where the contracts then stand.
struct Gap {
  double value = 0.0;
  std::vector<double> without_each;
  std::vector<double> measures;         ///< by contract of the question
  std::optional<double> gross_savings;  ///< of the first contract, 1 - cost / benchmark before any term
};

/// Of a table of variant trials.
Gap gap_of(BreakEven const& question, int year, Study const& study, TrialTable const& trials);

}  // namespace plimsoll
