#pragma once

#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/fit.hpp"

namespace plimsoll {

/// Which cells must not show their number of people: those with 1 to 10, and enough others that none of those
/// follows by subtraction, since a parent is the sum of its children. `published[i]` false: the cell shows no
/// number anyway.
std::vector<bool> withheld(std::vector<CellRows> const& cells, std::vector<double> const& people,
                           std::vector<bool> const& published);

/// Takes out of a fit every figure that is of 1 to 10 people, or from which their number follows: person-years,
/// sizes of samples, means of the data, criteria. Laws of the cells concerned stay, their means on a grid that
/// is coarser than what one member moves: to all its digits a share k/n tells n. Method:
/// docs/theory/small-counts.md.
void withhold_few(MemberYears const& data, std::vector<CellRows> const& cells, FitResult& result);

/// A mean count of so many people on that grid: steps of 1, 2 or 5 times a power of ten, the least that three
/// members move it by. Never 0; below 1 where it was.
double coarse_count(double mean, double people);

}  // namespace plimsoll
