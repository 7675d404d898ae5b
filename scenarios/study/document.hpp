#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/bindings.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// Makes the document a study is read from: contracts inherit (`like`), rule packs become their terms, then
/// the named scenario, `--without` and `--set` are bound, in that order. Published results come before all
/// that. Faults go to `problems`; what was left out of published results is returned.
std::vector<std::string> expand_study(Node& document, std::filesystem::path const& folder,
                                      Bindings const& bindings, std::vector<Problem>& problems);

}  // namespace plimsoll
