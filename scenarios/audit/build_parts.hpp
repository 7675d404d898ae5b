#pragma once

#include <string>
#include <vector>

#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// What of a build can move a number, and which of it two runs have otherwise.
struct BuildPart {
  std::string name, a, b;
};
std::vector<BuildPart> build_parts(ResultsHeader const& a, ResultsHeader const& b);
std::vector<BuildPart> differing_parts(ResultsHeader const& a, ResultsHeader const& b);

/// The build that is running, as a run made by it would tell it.
ResultsHeader this_build();

/// Whether its commit tells a build: one with changes, or from no checkout, has the name of others.
bool is_named(ResultsHeader const& header);

}  // namespace plimsoll
