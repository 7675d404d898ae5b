#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "plimsoll/scenarios/bindings.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/drivers.hpp"
#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

struct Node;

/// A study that was read and found without fault.
struct LoadedStudy {
  Study study;
  std::string file;              ///< as given
  std::string text;              ///< of the file, before any binding
  std::filesystem::path folder;  ///< paths in the study start here
  Bindings bindings;
  std::vector<InputFile> inputs;
  std::vector<std::string> notices;
  std::shared_ptr<Node const> document = {};  ///< as it was read: contracts expanded, everything bound
  std::vector<Driver> drivers;                ///< every law of the study, once each, in the order of the file
  std::vector<AssumptionTable> assumptions = {};      ///< what laws and [[assumption]] say, each key once
  std::function<SourceSpot(KeyPath const&)> spot_of;  ///< where a key path, or the table around it, stands
};

/// Reads and checks a study. Throws InputError with all its faults.
LoadedStudy load_study(std::filesystem::path const& file, Bindings const& bindings = {});
/// The same from text; `file` names it in messages.
LoadedStudy load_study_text(std::string text, std::string file, std::filesystem::path const& folder,
                            Bindings const& bindings = {});

/// Rank correlations of the study between numbers that are drawn; those a binding fixed are left out.
std::vector<RankCorrelation> rank_correlations(LoadedStudy const& loaded);

}  // namespace plimsoll
