#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/models/unpaid/margin.hpp"
#include "plimsoll/models/unpaid/unpaid_claims.hpp"

namespace plimsoll {

/// One category of claims, developed by itself.
struct CategoryUnpaid {
  std::string category;
  double paid = 0.0;
  std::int64_t members = 0;            ///< behind it: of 1 to 10 no dollars are shown
  std::optional<UnpaidClaims> ladder;  ///< none where its triangle cannot be developed
};

Table development_table(Development const& development);
Table unpaid_table(UnpaidClaims const& ladder, UnpaidClaims const& chosen);
/// The margin stands apart from the estimate.
Table liability_table(UnpaidClaims const& chosen, double margin, std::optional<MarginRule> const& rule);
Table categories_table(std::vector<CategoryUnpaid> const& categories);

}  // namespace plimsoll
