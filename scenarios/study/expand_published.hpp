#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/published_table.hpp"
#include "plimsoll/sim/results_file.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// Writes out what `[published]` stands for: a population, a cost, a benchmark and a contract for every ACO
/// of the results file, the largest first, each under the ACO's id. Tables of those names that the study has
/// itself change them. Rows that cannot be used are told of in `notices`; faults of the study and of the file
/// go to `problems`, and then nothing is written out.
void expand_published(Node& document, std::filesystem::path const& folder, std::vector<Problem>& problems,
                      std::vector<std::string>& notices);

/// The results file and the crosswalk beside it, as inputs of the run.
void add_published_inputs(PublishedTable const& table, std::filesystem::path const& folder,
                          std::vector<InputFile>& inputs);

}  // namespace plimsoll
