#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/cost_table.hpp"
#include "plimsoll/sim/parameters.hpp"

namespace plimsoll {

/// One fit of a population's cost and the trials it has.
struct StudyFit {
  std::string file;
  FitShare share;
};

/// The cost's own file first, with what the alternatives leave. Expects a cost with a file.
std::vector<StudyFit> fits_of(CostTable const& cost);

}  // namespace plimsoll
