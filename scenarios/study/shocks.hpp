#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/expr.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// Part of each performance year that the shock lasts.
std::vector<double> part_of_years(ShockTable const& shock, RunTable const& run);

/// Shocks that meet a population, or a contract that has none.
std::vector<ShockTable const*> shocks_of(Study const& study, std::string const& population);

/// Volume of services in a year of the axis over the usual: the product of 1 - lost · part over the shocks;
/// nothing where none meets the year.
std::optional<Expr> volume_in(Study const& study, std::string const& population, YearAxis const& years,
                              std::size_t year);

/// Faults of shocks; a spot for each key is for the caller to find.
std::vector<Problem> shock_faults(Study const& study);

}  // namespace plimsoll
