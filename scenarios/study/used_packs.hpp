#pragma once

#include <vector>

#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

/// Every rule pack the contracts are made of, those that packs are like included, each once and in the order
/// of the study.
std::vector<UsedRulePack> used_rule_packs(LoadedStudy const& loaded);

}  // namespace plimsoll
