#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/pilot.hpp"

namespace plimsoll {

/// Positions, among the plan's columns, of every contract's `what` in every performance year.
std::vector<std::size_t> contract_columns(CompiledStudy const& study, char const* what);

/// The plan with its drivers as the study's estimator draws them. Sobol points are turned so that the first
/// coordinate moves what all contracts settle, as a pilot shows it; without the pilot they are not turned.
RunPlan with_estimator(CompiledStudy const& study, Pilot const* pilot);
RunPlan with_estimator(CompiledStudy const& study, std::size_t threads);

/// Trials a run should be a multiple of.
std::uint64_t trials_per_round(Study const& study);

/// What made the figures, one sentence for the notes of tables; empty for plain trials.
std::string estimator_note(CompiledStudy const& study);
std::vector<Table> noted(std::vector<Table> tables, std::string const& note);

}  // namespace plimsoll
