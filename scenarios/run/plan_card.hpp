#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// What a run is of: enough to say how two runs differ, and to finish one without the command that began it.
/// Kept as `plan.json` beside the segments; a finished run has the same in results.h5.
struct PlanCard {
  std::string digest;
  std::string version, commit, compiler, flags, libraries;  ///< of the program
  std::string study_file, study_text;                       ///< as given, before any binding
  Bindings bindings;
  std::uint64_t seed = 0, trials = 0;
  RunMethod method = RunMethod::simulate;
  std::uint64_t candidates = 0;  ///< of method importance
  std::vector<InputFile> inputs;
};

PlanCard card_of(CompiledStudy const& study);
PlanCard card_of(Results const& results);

/// Writes it into the folder of its segments.
void write_card(std::filesystem::path const& run_folder, PlanCard const& card);
/// Those of the unfinished runs in a folder; damaged ones are left out.
std::vector<PlanCard> read_cards(std::filesystem::path const& run_folder);

/// How the run `kept` in `folder` differs from the one `asked` for, every difference one problem; expects
/// that their digests differ. `suggestion` ends each.
std::vector<Problem> differences(PlanCard const& kept, PlanCard const& asked, std::string const& folder,
                                 std::string const& suggestion);

}  // namespace plimsoll
