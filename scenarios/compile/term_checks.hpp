#pragma once

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// Contracts against the enrolment types they meet, known only when cost and member files are read. Throws
/// InputError with all faults.
void check_terms(LoadedStudy const& loaded, Panels const& panels);

}  // namespace plimsoll
