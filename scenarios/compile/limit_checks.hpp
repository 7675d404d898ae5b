#pragma once

#include <string>
#include <vector>

#include "compile/contract_program.hpp"
#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/sim/claims.hpp"
#include "plimsoll/sim/panel_law.hpp"

namespace plimsoll {

/// Mean spend by enrolment type and service line in the first performance year, with everything that moves it
/// at its central value.
std::vector<ClassSpend> mean_spend(MemberPanel const& panel, CostModel const& model, YearAxis const& years);
std::vector<ClassSpend> mean_spend(ClassPanel const& panel, YearAxis const& years);

/// Limits on one member's year that lie below what the average member spends: a slip of the unit, most
/// likely. Keys are `<term>.<field>`.
std::vector<Problem> low_limits(ContractTable const& contract, PanelNames const& panel);

/// Limits that act on nobody: under engine panel, and of enrolment types without one.
void note_limits(Study const& study, Panels const& panels, std::vector<std::string>& notices);

}  // namespace plimsoll
