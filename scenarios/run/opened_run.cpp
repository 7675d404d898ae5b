#include "plimsoll/scenarios/opened_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/finished_run.hpp"
#include "plimsoll/sim/digest.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr char const* chosen_trials = "importance/trial";

void check_inputs(ResultsHeader const& header, fs::path const& inputs) {
  std::vector<Problem> absent;
  std::vector<std::string> changed;
  for (InputFile const& input : header.inputs) {
    if (input.role == "study") continue;  // the run holds its text
    fs::path const path = inputs / input.path;
    if (!fs::is_regular_file(path))
      absent.push_back({{path.string(), 0, 0},
                        "",
                        "is not there",
                        "a trial is drawn again from the files of its run (" + input.role + ")",
                        "--inputs names the folder the study stood in"});
    else if (sha256_of_file(path) != input.sha256)
      changed.push_back(path.string());
  }
  if (!absent.empty()) throw InputError(std::move(absent));
  if (!changed.empty())
    throw NotReproducible(
        fmt::format("changed since the run: {}; its trials cannot be drawn again without the files it was "
                    "made from",
                    fmt::join(changed, ", ")));
}

/// Whether the run can be told to be this one before a trial is drawn.
void check_plan(OpenedRun& run) {
  ResultsHeader const& header = run.results.header;
  if (header.version != program_version || header.commit != build_commit)
    run.notices.push_back(fmt::format(
        "the run was made by {} ({}), this is {} ({}): the trial shown is the run's because every "
        "number it kept is the same",
        header.version, header.commit, program_version, build_commit));
  else if (header.plan_digest != run.study.digest && !run.results.table.column(chosen_trials))
    throw NotReproducible(fmt::format("{} holds a run of another plan: its study text does not lead to it",
                                      run.folder.string()));
}

}  // namespace

OpenedRun open_run(fs::path const& folder, fs::path const& inputs) {
  FinishedRun finished = read_finished_run(folder, inputs);
  check_inputs(finished.results.header, finished.loaded.folder);
  // Trials that importance chose are members' years like any other.
  RunMethod const method =
      finished.method == RunMethod::conditional ? RunMethod::conditional : RunMethod::simulate;
  CompiledStudy study = compile_study(std::move(finished.loaded), method);
  OpenedRun run{folder, std::move(finished.results), std::move(study), {}, finished.method};
  check_plan(run);
  if (run.study.loaded.study.run.estimator == EstimatorKind::sobol)
    run.study.plan = with_estimator(run.study, std::size_t{0});
  run.results.table.design = run.study.plan.design(run.results.table.trials);
  return run;
}

void expect_kept(OpenedRun const& run, ColumnInfo const& column, std::size_t row, double drawn_again) {
  auto const kept = run.results.table.column(column.name, column.year);
  if (kept && (*kept)[row] != drawn_again)
    throw NotReproducible(fmt::format("trial {}: {} is {:.17g} when drawn again, the run kept {:.17g}",
                                      trial_of_row(run, row), column.name, drawn_again, (*kept)[row]));
}

std::size_t row_of_trial(OpenedRun const& run, std::uint64_t trial) {
  TrialTable const& table = run.results.table;
  auto const chosen = table.column(chosen_trials);
  if (!chosen && trial < table.trials) return trial;
  if (chosen) {
    auto const found = std::find(chosen->begin(), chosen->end(), static_cast<double>(trial));
    if (found != chosen->end()) return static_cast<std::size_t>(found - chosen->begin());
  }
  throw InputError(Problem{{"--trial", 0, 0},
                           std::to_string(trial),
                           "is not a trial of the run",
                           chosen ? "trials were chosen, and this one was not" : "trials are numbered from 0",
                           chosen ? fmt::format("the first chosen is {:.0f}", chosen->front())
                                  : fmt::format("the last is {}", table.trials - 1)});
}

std::uint32_t trial_of_row(OpenedRun const& run, std::size_t row) {
  auto const chosen = run.results.table.column(chosen_trials);
  return static_cast<std::uint32_t>(chosen ? (*chosen)[row] : static_cast<double>(row));
}

}  // namespace plimsoll
