#include "run_summary.hpp"

#include <nlohmann/json.hpp>
#include <span>

#include "plimsoll/core/version.hpp"
#include "plimsoll/sim/json_seal.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

Json precision_of(RunOutcome const& outcome, std::string const& target) {
  PrecisionCheck const& check = *outcome.precision;
  Json needed = check.needed ? Json(*check.needed) : Json(nullptr);
  return {{"target", target}, {"met", check.met}, {"line", check.line}, {"trials_needed", std::move(needed)}};
}

Json summary_of(CompiledStudy const& study, RunOutcome const& outcome, std::string const& target_error) {
  Json summary = {{"format", "plimsoll-summary/1"},
                  {"program", "plimsoll"},
                  {"version", program_version},
                  {"commit", build_commit},
                  {"title", study.loaded.study.title},
                  {"seed", study.plan.seed().value},
                  {"trials", outcome.trials},
                  {"method", name_in_study(study.method)},
                  {"estimator", name_in_study(study.loaded.study.run.estimator)},
                  {"plan_digest", study.digest},
                  {"scenario", study.loaded.bindings.scenario},
                  {"set", study.loaded.bindings.set},
                  {"without", study.loaded.bindings.without},
                  {"inputs", to_json(study.loaded.inputs)},
                  {"notices", study.loaded.notices},
                  {"tables", to_json(outcome.tables)}};
  if (outcome.precision) summary["target_error"] = precision_of(outcome, target_error);
  return summary;
}

}  // namespace

std::string summary_text(CompiledStudy const& study, RunOutcome const& outcome,
                         std::string const& target_error) {
  // Bytes that are no UTF-8, in a path, must not stop a run.
  return sealed_json(
      summary_of(study, outcome, target_error).dump(2, ' ', false, Json::error_handler_t::replace));
}

MadeOn made_here(std::int64_t threads, int processes) {
  HostClass host = this_host();
  std::size_t const drew = threads > 0 ? static_cast<std::size_t>(threads) : host.cores;
  return {std::move(host), drew, static_cast<std::size_t>(processes)};
}

std::vector<AsideFile> made_beside(std::filesystem::path const& folder, CompiledStudy const& study,
                                   RunOutcome const& outcome, std::string const& summary,
                                   std::filesystem::path const& results, MadeOn made) {
  std::vector<AsideFile> files;
  files.emplace_back(folder / "summary.json", std::as_bytes(std::span(summary)), Overwrite::replace);
  Manifest manifest = run_manifest(study.loaded, outcome.header, outcome.trials, study.method);
  manifest.made = std::move(made);
  if (!results.empty()) manifest.outputs.push_back(output_file("results.h5", results));
  manifest.outputs.push_back(output_file("summary.json", files.front().aside()));
  files.push_back(make_manifest(folder, manifest));
  return files;
}

}  // namespace plimsoll
