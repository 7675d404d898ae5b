#pragma once

#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// Attributions asked for a population, against how its members move.
std::vector<Problem> movement_faults(std::string const& name, PopulationTable const& population,
                                     Study const& study);

}  // namespace plimsoll
