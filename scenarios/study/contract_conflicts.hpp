#pragma once

#include <span>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// What two contracts, or two terms of one, would pay for twice: fees that exclude each other on one
/// patient-month, one overlap line taken by two contracts. Contracts of one alternative group are never
/// signed together. Spots are left open.
std::vector<Problem> contract_conflicts(std::span<ContractTable const> contracts);

}  // namespace plimsoll
