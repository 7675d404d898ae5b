#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// Whether an enrolment type of the population's member file has 1 to 10 members: no months by type are told
/// then.
bool has_few_of_a_type(PanelNames const& panel);

/// Refuses what could only be told as numbers of 1 to 10 members of a file: populations of so few, contracts
/// that count so few, or so few less than the population or another contract counts, and kept trials by types
/// that so few have. Throws InputError with all of them.
void check_few_members(LoadedStudy const& loaded, Panels const& panels, std::vector<KeptTally> const& kept);

/// Tells where benchmarks by type would let a reader work out how many members a type has.
void note_few_members(Study const& study, Panels const& panels, std::vector<std::string>& notices);

}  // namespace plimsoll
