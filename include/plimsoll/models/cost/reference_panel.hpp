#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/population/roster.hpp"

namespace plimsoll {

/// The fixed work `reference_panel/reference_panel.csv` of the public data: 60 risk cells × 6 categories,
/// named "0" (inpatient, lognormal with a Pareto tail) to "5". Its README publishes what stands below.
struct ReferencePanel {
  CostModel model;
  std::vector<CellShare> shares;

  static constexpr double cap = 150'000.0;  ///< dollars of a member's year
  /// Dollars per member-year of each category before the cap, for 100,000 members dealt by members_by_cell.
  static constexpr std::array<double, 6> category_means{1174.123, 1054.091, 247.013,
                                                        631.121,  633.780,  500.406};
  static constexpr double capped_mean = 4'207.98;  ///< dollars per member-year, of the same members
  static constexpr double claims_per_member_year = 12.3;
  /// The capped total of 100,000 members, dollars (FFT).
  static constexpr double total_members = 100'000.0;
  static constexpr double total_sd = 2'439'447.0;
  static constexpr double total_quantile_995 = 427'133'500.0;
  static constexpr double total_tvar_995 = 427'921'428.0;

  /// As the README deals them: weight · members rounded, half to even; the last cell takes the rest.
  std::vector<std::uint64_t> members_by_cell(std::uint64_t members) const;
};

/// Reads the file from the folder of public data; empty where it is absent. Throws std::runtime_error when it
/// is not what it should be.
std::optional<ReferencePanel> read_reference_panel(std::filesystem::path const& data);

}  // namespace plimsoll
