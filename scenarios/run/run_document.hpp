#pragma once

#include <set>
#include <string>

#include "plimsoll/scenarios/finished_run.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// The study of a run as it was read: expanded, bound, and of the run's length and seed. Its member and cost
/// files are named as seen from where the program runs, so that tables of two folders mix.
Node run_document(FinishedRun const& run);

/// Input files of a run that are gone or no longer what they were, as the study names them.
std::set<std::string> lost_inputs(FinishedRun const& run);

}  // namespace plimsoll
