#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/run_study.hpp"

namespace plimsoll {

/// What the setting has stand beside results.h5, made and not yet under its names; `results` as it says.
std::vector<AsideFile> files_beside(RunSetting const& setting, RunOutcome const& outcome,
                                    std::filesystem::path const& results);

/// Writes results.h5 with the tables of `outcome` and what the setting has stand beside it.
void write_run(CompiledStudy const& study, RunSetting const& setting, TrialTable const& trials,
               std::string const& notice, RunOutcome& outcome);

/// Measures the trials of a run that are all drawn, and writes it. Expects the study's plan to be as its
/// estimator makes it.
void complete_run(CompiledStudy const& study, RunSetting const& setting, TrialTable const& trials,
                  RunOutcome& outcome);

}  // namespace plimsoll
