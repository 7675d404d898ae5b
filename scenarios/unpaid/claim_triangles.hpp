#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/models/unpaid/development.hpp"
#include "plimsoll/scenarios/unpaid_file.hpp"

namespace plimsoll {

/// What a folder of claims gave.
struct ClaimTriangles {
  PaidTriangle chosen;  ///< of all fitted categories together, or of the one asked for
  Table dollars;        ///< where the dollars of the claims went
  std::optional<Table> categories;
  std::vector<std::string> notices;
};

/// Reads the claims once and sums what was paid by category, period incurred and period paid, in whole cents.
/// InputError with the faults of the rows (the defects too where strict), a valuation date that ends no
/// period, a period with claims of 1 to 10 members, or a triangle that cannot be developed.
ClaimTriangles triangles_of_claims(std::filesystem::path const& folder, ClaimTriangleRequest const& request,
                                   Tail const& tail);

}  // namespace plimsoll
