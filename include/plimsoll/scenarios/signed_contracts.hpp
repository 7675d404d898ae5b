#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// The contracts that would be signed together: all without an alternative_group, and one of each group.
struct Signed {
  std::vector<ContractTable const*> contracts;  ///< in the order of the study
  std::vector<std::string> notes;               ///< which of a group was taken where the study does not say
};
Signed signed_contracts(Study const& study);

}  // namespace plimsoll
