#pragma once

#include <cstdint>
#include <vector>

namespace plimsoll {

/// Which of some counts of people to hide: those from 1 to 10, and where that is a single one, the smallest
/// other too, for a total beside them would give it away.
std::vector<bool> hidden_counts(std::vector<std::int64_t> const& people);

}  // namespace plimsoll
