#include "plimsoll/scenarios/finished_run.hpp"

#include <algorithm>
#include <memory>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/sobol.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr char const* weight_column = "importance/weight";

/// The design of the trials of a run, which results.h5 keeps as columns or not at all.
SharedDesign design_of(TrialTable const& trials, Study const& study, bool draws_drivers) {
  if (auto const weights = trials.column(weight_column))
    return std::make_shared<TrialDesign const>(TrialDesign{{weights->begin(), weights->end()}, {}});
  if (study.run.estimator == EstimatorKind::plain || !draws_drivers) return nullptr;
  TrialDesign design;
  for (std::uint64_t trial = 0; trial < trials.trials; ++trial)
    design.group.push_back(sobol_replicate(static_cast<std::uint32_t>(trial)));
  return std::make_shared<TrialDesign const>(std::move(design));
}

}  // namespace

std::string study_path(std::vector<InputFile> const& inputs) {
  for (InputFile const& input : inputs)
    if (input.role == "study") return input.path;
  return "study.toml";
}

fs::path study_file(ResultsHeader const& header, fs::path const& inputs) {
  fs::path const path = study_path(header.inputs);
  return inputs.empty() ? path : inputs / path.filename();
}

fs::path study_folder(ResultsHeader const& header, fs::path const& inputs) {
  return inputs.empty() ? fs::path(study_path(header.inputs)).parent_path() : inputs;
}

RunMethod method_of(ResultsHeader const& header, TrialTable const& trials) {
  if (trials.column(weight_column)) return RunMethod::importance;
  bool const preview =
      std::any_of(header.notices.begin(), header.notices.end(),
                  [](std::string const& notice) { return notice.starts_with("method: conditional"); });
  return preview ? RunMethod::conditional : RunMethod::simulate;
}

Bindings bindings_of(ResultsHeader const& header) {
  Bindings bindings;
  for (std::string const& notice : header.notices) {
    if (notice.starts_with("scenario ")) bindings.scenario = notice.substr(9);
    if (notice.starts_with("set ")) bindings.set.push_back(notice.substr(4));
    if (notice.starts_with("without ")) bindings.without.push_back(notice.substr(8));
  }
  return bindings;
}

FinishedRun read_finished_run(fs::path const& folder, fs::path const& inputs) {
  fs::path const file = folder / "results.h5";
  if (!fs::exists(file))
    throw IoError(folder.string() +
                  " holds no finished run with trials (results.h5); plimsoll run makes one");
  Results results = read_results(file);
  std::string const path = study_path(results.header.inputs);
  LoadedStudy loaded = load_study_text(results.header.study_text, path, study_folder(results.header, inputs),
                                       bindings_of(results.header));
  loaded.study.run.trials = static_cast<std::int64_t>(results.table.trials);
  loaded.study.run.seed = static_cast<std::int64_t>(results.header.seed);
  results.table.design = design_of(results.table, loaded.study, !loaded.drivers.empty());
  RunMethod const method = method_of(results.header, results.table);
  return {std::move(loaded), std::move(results), method};
}

}  // namespace plimsoll
