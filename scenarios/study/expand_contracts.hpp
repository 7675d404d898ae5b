#pragma once

#include <filesystem>
#include <vector>

#include "text/node.hpp"

namespace plimsoll {

/// Writes every contract of a study out in full: what it takes over by `like`, the terms of its rule packs in
/// each year, and its own changes of them. A change taken over beside other packs stays behind where they do
/// not have its term. Packs that are no shipped ones are looked for in `folder`. Faults go to `problems`.
void expand_contracts(Node& document, std::filesystem::path const& folder, std::vector<Problem>& problems);

}  // namespace plimsoll
