#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/host.hpp"
#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/scenarios/opened_run.hpp"
#include "plimsoll/scenarios/run_method.hpp"
#include "plimsoll/sim/aside_file.hpp"
#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// Where a run was made. No figure depends on it.
struct MadeOn {
  HostClass host;
  std::size_t threads = 0;    ///< of each process that drew
  std::size_t processes = 1;  ///< that drew together
  friend bool operator==(MadeOn const&, MadeOn const&) = default;
};

/// A file of the run folder.
struct OutputFile {
  std::string name;
  std::uint64_t bytes = 0;
  std::string sha256;
  friend bool operator==(OutputFile const&, OutputFile const&) = default;
};

/// The run a reserve was rolled forward from.
struct PriorRun {
  std::string folder;
  std::string plan_digest;
  std::string results_sha256;
  friend bool operator==(PriorRun const&, PriorRun const&) = default;
};

/// What an auditor asks of a run. Its first part is a function of the run and stands in results.h5 too; what
/// may differ between equal runs stands in manifest.json alone.
struct Manifest {
  ResultsHeader header;
  std::uint64_t trials = 0;
  std::string method, estimator;
  std::string study_file, study_sha256;
  std::string preparer, reviewer;
  std::optional<MadeOn> made;  ///< nothing where manifest.json is not beside the run
  std::vector<OutputFile> outputs;
  std::optional<PriorRun> prior;
};

/// The part that is a function of the run.
Manifest run_manifest(LoadedStudy const& loaded, ResultsHeader const& header, std::uint64_t trials,
                      RunMethod method);

/// The manifest as JSON, format `plimsoll-manifest/1` of docs/formats/manifest.md.
std::string manifest_text(Manifest const& manifest);

/// The file that has or will have that name, its bytes now at `bytes`.
OutputFile output_file(std::string name, std::filesystem::path const& bytes);

/// `folder`/manifest.json, made and sealed, not yet under its name. Throws IoError where it cannot be.
AsideFile make_manifest(std::filesystem::path const& folder, Manifest const& manifest);

/// What manifest.json says beside the run: where it was made, its files, the prior run. Nothing where there
/// is none, or one of another plan than the manifest names, if it names any. Throws IoError where it cannot
/// be read.
void read_beside(std::filesystem::path const& folder, Manifest& manifest);

/// The whole manifest of a run that was opened: of its results and of what stands beside them.
Manifest manifest_of(OpenedRun const& run);

/// Writes into `folder`/manifest.json that the run's reserve was rolled forward from another run. False where
/// there is no manifest.json. Throws IoError where it cannot be read or written.
bool note_prior_run(std::filesystem::path const& folder, PriorRun const& prior);

/// The manifest in tables, `audit.…`, as report and workbook show it.
std::vector<Table> manifest_tables(Manifest const& manifest);

}  // namespace plimsoll
