#pragma once

#include <cstddef>
#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/fit.hpp"

namespace plimsoll {

/// Fitted and data mean of every category over the cells of the data, last the total. model.cells stand as
/// `cells`.
std::vector<MeanCheck> check_means(MemberYears const& data, std::vector<CellRows> const& cells,
                                   CostModel const& model);

/// Writes data and fitted mean of every cell into its records.
void record_means(MemberYears const& data, std::vector<CellRows> const& cells, CostModel& model);

/// Multiplies severities so that fitted and data mean are equal: first in each cell that has laws of its own,
/// laws taken from a parent following the parent's; then by one factor per category for what the thin cells
/// leave.
void match_means(MemberYears const& data, std::vector<CellRows> const& cells, CostModel& model);

}  // namespace plimsoll
