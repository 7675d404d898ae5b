#pragma once

#include <vector>

#include "plimsoll/scenarios/load_study.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// Reads and checks a study from a document whose contracts are expanded and whose bindings are made; `early`
/// are the faults found on the way. Text, file, folder and inputs of the result are left empty. Throws
/// InputError with all its faults.
LoadedStudy load_expanded(Node expanded, std::vector<Problem> early = {});

}  // namespace plimsoll
