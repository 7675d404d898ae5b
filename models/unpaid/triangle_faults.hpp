#pragma once

#include <vector>

#include "plimsoll/models/unpaid/triangle.hpp"

namespace plimsoll {

/// Every fault of the cells, before anything is summed: none or too few periods, a period twice, holes, rows
/// that end off the valuation diagonal, amounts that are not finite. Rows are cumulative or incremental.
std::vector<Problem> shape_faults(std::vector<PaidRow> const& rows);

/// Every fault of cumulative amounts whose shape is sound.
std::vector<Problem> amount_faults(std::vector<PaidRow> const& rows, Falls falls);

/// Lags known of a row: the cells before the first empty one.
std::size_t known_lags(PaidRow const& row);

}  // namespace plimsoll
