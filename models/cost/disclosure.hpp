#pragma once

#include <vector>

#include "amounts.hpp"

namespace plimsoll {

/// Which cells must not show their number of people: those with 1 to 10, and enough others that none of those
/// follows by subtraction, since a parent is the sum of its children. `published[i]` false: the cell shows no
/// number anyway.
std::vector<bool> withheld(std::vector<CellRows> const& cells, std::vector<double> const& people,
                           std::vector<bool> const& published);

}  // namespace plimsoll
