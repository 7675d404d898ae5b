#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/population/roster.hpp"

namespace plimsoll::bench {

/// The fixed work `reference_panel/reference_panel.csv` of the public data, but for category 0 (inpatient),
/// whose Pareto tail is not a family yet: 60 risk cells × 5 categories, lognormal and gamma amounts.
struct ReferencePanel {
  CostModel model;
  std::vector<CellShare> shares;
  /// Dollars per member-year of those categories, as the data's README publishes them.
  static constexpr double published_mean = 1054.091 + 247.013 + 631.121 + 633.780 + 500.406;
};

/// Empty where the public data (PLIMSOLL_DATA, else shared/data beside the checkout) lack the file. Throws
/// std::runtime_error when it is not what it should be.
std::optional<ReferencePanel> read_reference_panel();

}  // namespace plimsoll::bench
