#pragma once

#include <functional>
#include <span>
#include <string>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// What each level of a contract's gates and ladders is worth: dollars settled at the level and over the one
/// below, every other score and test at its best. The marginal dollars of a term sum to its top level. Terms
/// with levels are those with `rungs_of`. `value_of` gives a formula its number, as in a single settlement.
Table ladder_table(std::string const& contract, std::span<NamedTerm const> terms, Position const& start,
                   std::function<double(Expr const&)> const& value_of);

}  // namespace plimsoll
