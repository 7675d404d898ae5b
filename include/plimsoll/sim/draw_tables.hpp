#pragma once

#include <memory>
#include <vector>

#include "plimsoll/models/cost/count_guide.hpp"
#include "plimsoll/models/cost/sum_table.hpp"

namespace plimsoll {

/// Amounts of one law.
struct AmountTable {
  std::shared_ptr<SumTable const> sums;
  double cents_per_unit = 0.0;  ///< of the sums
};

/// Counts of one law beside the estimate.
struct CountTable {
  std::shared_ptr<CountGuide const> guide;  ///< empty for a hurdle
  float relative_mean = 1.0f;               ///< to the estimate's
};

/// One category's laws made ready to draw from.
struct CategoryTables {
  float mean = 0.0f;                        ///< claims per member-year
  std::shared_ptr<CountGuide const> guide;  ///< empty for a hurdle
  AmountTable amounts;
  // Laws that uncertain parameters choose among, beside the estimate.
  std::vector<CountTable> further_counts = {};
  std::vector<AmountTable> further_amounts = {};
};

/// One cell's categories, in the order of the cost model.
using CellTables = std::vector<CategoryTables>;

}  // namespace plimsoll
