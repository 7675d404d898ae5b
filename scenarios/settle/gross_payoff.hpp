#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "plimsoll/models/contract/payoff.hpp"
#include "settle/opened_contracts.hpp"

namespace plimsoll {

/// What the contract pays by gross savings, `number_of` giving every number but cost; nothing where it has no
/// benchmark. Savings are measured on the benchmark the study names, before terms lower it, or on the one
/// terms make.
std::optional<Payoff> gross_payoff(OpenedContract const& opened,
                                   std::function<double(ColumnSource const&)> const& number_of);

/// What it may ask `number_of` for.
std::vector<ColumnSource> payoff_leaves(OpenedContract const& opened);

}  // namespace plimsoll
