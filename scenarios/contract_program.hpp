#pragma once

#include <map>
#include <string>
#include <vector>

#include "plimsoll/models/contract/position.hpp"
#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// What one population looks like to contracts and to the spend columns.
struct PanelNames {
  std::string population;
  PanelView view;
  std::vector<std::string> categories;  ///< empty where the engine has none
};

using Panels = std::map<std::string, PanelNames>;

/// What the contract sees of its population; requires that the enrolment types it names exist.
PanelView view_of(ContractTable const& contract, Panels const& panels);

/// Every formula a run keeps, in order: by contract and performance year the lines of its account, then by
/// population and year what members cost.
std::vector<NamedExpr> kept_formulas(Study const& study, YearAxis const& years, Panels const& panels);

}  // namespace plimsoll
