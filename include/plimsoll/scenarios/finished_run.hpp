#pragma once

#include <filesystem>

#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/scenarios/run_method.hpp"
#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// A finished run as its folder keeps it: its study under the bindings and length it was run with, and its
/// trials with the design they were drawn by.
struct FinishedRun {
  LoadedStudy loaded;
  Results results;
  RunMethod method = RunMethod::simulate;
};

/// A finished run to read, wherever it is kept; what it is made of must outlive it.
struct RunRead {
  RunRead(LoadedStudy const& loaded_study, Results const& of_trials, RunMethod drawn_by)
      : loaded(loaded_study), results(of_trials), method(drawn_by) {}
  RunRead(FinishedRun const& run) : RunRead(run.loaded, run.results, run.method) {}  // NOLINT: it is one
  LoadedStudy const& loaded;
  Results const& results;
  RunMethod method;
};

/// Reads `folder`/results.h5 and the study in it. Paths in the study start at `inputs`, where it is empty at
/// the study's own folder. Throws IoError where there is no finished run, InputError where its study can no
/// longer be read.
FinishedRun read_finished_run(std::filesystem::path const& folder, std::filesystem::path const& inputs = {});

/// The study's file, as the run was given it.
std::string study_path(std::vector<InputFile> const& inputs);

/// Where its study stood, as the run has it, or in `inputs` where that is not empty; and the folder around
/// it, where paths in the study start.
std::filesystem::path study_file(ResultsHeader const& header, std::filesystem::path const& inputs = {});
std::filesystem::path study_folder(ResultsHeader const& header, std::filesystem::path const& inputs = {});

/// The changes to its study a run was made with, from its notices.
Bindings bindings_of(ResultsHeader const& header);
/// How its trials were drawn, from its notices and columns.
RunMethod method_of(ResultsHeader const& header, TrialTable const& trials);

}  // namespace plimsoll
