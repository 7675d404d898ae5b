#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// A run whose trials cannot be drawn anew: its inputs, its program or its plan are not the same any more.
class NotReproducible : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A finished run, and the study it was made from made ready to draw any of its trials again.
struct OpenedRun {
  std::filesystem::path folder;
  Results results;
  CompiledStudy study;  ///< its plan draws the run's own trials, in the run's own way
  std::vector<std::string> notices;
  RunMethod method = RunMethod::simulate;  ///< its trials may be chosen ones, which its plan draws like any
};

/// Opens `folder`/results.h5 and compiles the study text it holds, with the bindings, seed and method of the
/// run. Files the study names are looked for in `inputs`, where it is empty in
/// the study's own folder. Throws IoError where there is no finished run,
/// InputError where a file is not there, NotReproducible where one has changed or the same build makes
/// another plan of it. A run of another build is opened with a notice: whether a trial is the same is seen
/// when it is drawn.
OpenedRun open_run(std::filesystem::path const& folder, std::filesystem::path const& inputs = {});

/// Throws NotReproducible, naming both numbers, where the run kept another number of the column in that row.
void expect_kept(OpenedRun const& run, ColumnInfo const& column, std::size_t row, double drawn_again);

/// Where the trial of that number stands among the rows of the run: the number itself where all trials were
/// drawn, a look-up where they were chosen. Throws InputError where the run has no such trial.
std::size_t row_of_trial(OpenedRun const& run, std::uint64_t trial);
/// The number of the trial in that row: its address in the draws.
std::uint32_t trial_of_row(OpenedRun const& run, std::size_t row);

}  // namespace plimsoll
