#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

enum class FileState { same, changed, missing };

/// A file that a run was made from or left, as it is now.
struct HashedFile {
  std::string role;  ///< of an input; "rule pack" or "output"
  std::string name;  ///< as the run has it
  std::filesystem::path path;
  FileState state = FileState::same;
};

/// Input files but for the study, whose text the run holds; paths start at `folder`.
std::vector<HashedFile> hashed_inputs(ResultsHeader const& header, std::filesystem::path const& folder);

/// Rule packs by the text they have now: shipped ones in this program, others in `folder`.
std::vector<HashedFile> hashed_rule_packs(ResultsHeader const& header, std::filesystem::path const& folder);

/// Files that manifest.json names; none where there is no manifest.json.
std::vector<HashedFile> hashed_outputs(std::filesystem::path const& run_folder);

}  // namespace plimsoll
