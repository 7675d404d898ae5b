#pragma once

#include <vector>

#include "audit/hashed_files.hpp"
#include "plimsoll/scenarios/verify_run.hpp"

namespace plimsoll {

/// What was looked at and how it was found: files, then trials.
std::vector<Table> verify_tables(Verification const& told, std::vector<HashedFile> const& files);

}  // namespace plimsoll
