#pragma once

#include <string>

#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/scenarios/run_method.hpp"
#include "plimsoll/sim/run_plan.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// The study as it was bound, without what moves no figure of a run: words, scenarios, its length.
Node what_counts(Node document);

/// Identity of everything that moves a number of the run, its length excepted: program, study, inputs, seed,
/// columns and the tables it draws from.
std::string plan_digest(LoadedStudy const& loaded, RunPlan const& plan, RunMethod method);

}  // namespace plimsoll
