#pragma once

#include <memory>
#include <vector>

#include "plimsoll/models/cost/count_guide.hpp"
#include "plimsoll/models/cost/sum_table.hpp"

namespace plimsoll {

/// One category's laws made ready to draw from.
struct CategoryTables {
  float mean = 0.0f;                        ///< claims per member-year
  std::shared_ptr<CountGuide const> guide;  ///< empty for a hurdle
  std::shared_ptr<SumTable const> sums;
  double cents_per_unit = 0.0;  ///< of the sums
};

/// One cell's categories, in the order of the cost model.
using CellTables = std::vector<CategoryTables>;

}  // namespace plimsoll
