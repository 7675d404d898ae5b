#pragma once

#include <map>
#include <string>
#include <vector>

#include "plimsoll/models/contract/position.hpp"
#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// What the contract sees of its population; requires that the enrolment types it names exist.
PanelView view_of(ContractTable const& contract, Panels const& panels);

/// Where a contract stands in a year before its first term: what members cost against the benchmark it names.
/// Lines of the contracts above are for the caller to add.
Position opening_position(Study const& study, ContractTable const& contract, YearAxis const& years,
                          Panels const& panels, std::size_t year);

/// Every formula a run keeps, in order: by contract and performance year the lines of its account, then by
/// population and year what members cost.
std::vector<NamedExpr> kept_formulas(Study const& study, YearAxis const& years, Panels const& panels);

}  // namespace plimsoll
