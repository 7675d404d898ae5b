#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/reforecast.hpp"

namespace plimsoll {

/// An earlier re-forecast as its folder keeps it.
struct KeptReforecast {
  std::string study_text, study_file;
  Bindings bindings;
  KnownToDate known;
  std::vector<PointEstimate> points;
};

/// Throws IoError where there is none, or it is not one this program reads.
KeptReforecast read_kept_reforecast(std::filesystem::path const& folder);

}  // namespace plimsoll
