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

/// Every formula a run keeps, in order: by contract and performance year the lines of its account, then by
/// population and year what members cost.
std::vector<NamedExpr> kept_formulas(Study const& study, YearAxis const& years, Panels const& panels);

/// The benchmark each contract names, before any term, by contract and performance year, under
/// `contract/ID/<what>`; nothing of contracts that name none.
std::vector<NamedExpr> opening_benchmarks(Study const& study, YearAxis const& years, Panels const& panels,
                                          std::string const& what);

}  // namespace plimsoll
