#pragma once

#include <optional>
#include <span>

#include "plimsoll/models/contract/expr.hpp"

namespace plimsoll {

/// How much of earlier savings is given back.
struct PriorSavingsRule {
  Expr share;                     ///< of the mean gain
  Expr prorate = 1.0;             ///< takes growth of the roster out, at most 1
  std::optional<Expr> most = {};  ///< dollars per capita; no limit when not given
};

/// Dollars per beneficiary-year added at the renewal of an agreement: share of the mean of `gains`, savings
/// per capita (losses below 0) of each of the years before it, held between 0 and the most. A year that was
/// not reconciled counts as 0. 42 CFR 425.658. Requires gains.
Expr prior_savings(std::span<Expr const> gains, PriorSavingsRule const& rule);

}  // namespace plimsoll
