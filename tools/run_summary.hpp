#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/manifest.hpp"
#include "plimsoll/scenarios/run_study.hpp"

namespace plimsoll {

/// The text of summary.json, sealed: every table and where it came from. Equal runs have equal ones.
std::string summary_text(CompiledStudy const& study, RunOutcome const& outcome,
                         std::string const& target_error = {});

/// This machine, `threads` as asked for (0 is all of it).
MadeOn made_here(std::int64_t threads, int processes = 1);

/// summary.json and manifest.json of a run whose results.h5 has its bytes at `results` and no name yet; empty
/// where nothing is drawn. Throws IoError where one cannot be written.
std::vector<AsideFile> made_beside(std::filesystem::path const& folder, CompiledStudy const& study,
                                   RunOutcome const& outcome, std::string const& summary,
                                   std::filesystem::path const& results, MadeOn made);

}  // namespace plimsoll
