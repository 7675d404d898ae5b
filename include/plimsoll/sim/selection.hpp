#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plimsoll/core/address.hpp"

namespace plimsoll {

/// Chances in proportion to the sizes, none above 1, that sum to `expected` (or to the number of sizes above
/// zero, where that is less). Expects sizes not below zero and expected > 0.
std::vector<double> inclusion_chances(std::vector<double> sizes, double expected);

/// Poisson sampling: candidate i is chosen where its own word, which nothing else uses, lies below its
/// chance. So candidates are chosen independently of each other. Their positions, ascending. J. Hajek,
/// Sampling from a Finite Population (1981).
std::vector<std::uint32_t> choose(std::span<double const> chances, Seed seed);

}  // namespace plimsoll
