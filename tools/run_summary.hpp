#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "plimsoll/scenarios/manifest.hpp"
#include "plimsoll/scenarios/run_study.hpp"

namespace plimsoll {

/// This machine, `threads` as asked for (0 is all of it).
MadeOn made_here(std::int64_t threads, int processes = 1);

/// Writes what stands beside results.h5: summary.json, every table and where it came from, which equal runs
/// have equal, and manifest.json. Gives the summary. Throws IoError where one cannot be written.
nlohmann::ordered_json write_beside(std::filesystem::path const& folder, CompiledStudy const& study,
                                    RunOutcome const& outcome, MadeOn made,
                                    std::string const& target_error = {});

}  // namespace plimsoll
