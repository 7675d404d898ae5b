#pragma once

#include <string>
#include <vector>

#include "compile/contract_program.hpp"

namespace plimsoll {

/// Tells of enrolment types whose benchmark is not built from their own history, since nobody was of that
/// type in the last base year.
void note_types_without_history(Study const& study, Panels const& panels, std::vector<std::string>& notices);

}  // namespace plimsoll
