#pragma once

#include <string>

#include "plimsoll/scenarios/run_study.hpp"

namespace plimsoll {

/// Writes results.h5 with the tables of `outcome`, then lets the setting write what stands beside it.
void write_run(CompiledStudy const& study, RunSetting const& setting, TrialTable const& trials,
               std::string const& notice, RunOutcome& outcome);

/// Measures the trials of a run that are all drawn, and writes it. Expects the study's plan to be as its
/// estimator makes it.
void complete_run(CompiledStudy const& study, RunSetting const& setting, TrialTable const& trials,
                  RunOutcome& outcome);

}  // namespace plimsoll
