#include "run_summary.hpp"

#include <nlohmann/json.hpp>
#include <span>

#include "plimsoll/core/version.hpp"
#include "plimsoll/sim/aside_file.hpp"
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

MadeOn made_here(std::int64_t threads, int processes) {
  HostClass host = this_host();
  std::size_t const drew = threads > 0 ? static_cast<std::size_t>(threads) : host.cores;
  return {std::move(host), drew, static_cast<std::size_t>(processes)};
}

Json write_beside(std::filesystem::path const& folder, CompiledStudy const& study, RunOutcome const& outcome,
                  MadeOn made, std::string const& target_error) {
  Json summary = summary_of(study, outcome, target_error);
  std::string const text = summary.dump(2) + "\n";
  write_aside(folder / "summary.json", std::as_bytes(std::span(text)), Overwrite::replace);
  Manifest manifest = run_manifest(study.loaded, outcome.header, outcome.trials, study.method);
  manifest.made = std::move(made);
  write_manifest(folder, std::move(manifest));
  return summary;
}

}  // namespace plimsoll
