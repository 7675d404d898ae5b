#pragma once

#include <vector>

#include "in_year/year_in_course.hpp"
#include "plimsoll/scenarios/reforecast.hpp"

namespace plimsoll {

/// Everything the tables of a re-forecast are made of.
struct ReforecastParts {
  CompiledStudy const& study;
  KnownToDate const& known;
  TrialTable const& trials;
  std::vector<CostLook> const& looks;
  std::vector<RateSoFar> const& rates;
};

/// Position by contract first, then cost against benchmark, completed months, quality, sources.
std::vector<Table> reforecast_tables(ReforecastParts const& parts);

}  // namespace plimsoll
