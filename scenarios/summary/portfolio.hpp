#pragma once

#include <string>
#include <vector>

#include "plimsoll/models/reserve/allocation.hpp"
#include "plimsoll/scenarios/signed_contracts.hpp"
#include "summary/money.hpp"

namespace plimsoll {

/// The signed contracts' losses alone and together in one performance year, by the study's netting.
std::vector<PortfolioPart> portfolio_year(Study const& study, TrialTable const& trials, int year);

/// What the portfolio owes by trial: its loss where that is above zero.
std::vector<double> portfolio_owed(Study const& study, TrialTable const& trials, int year);

/// Sum of parts, portfolio and difference by level, and the portfolio's TVaR split over the contracts. Adds
/// nothing where fewer than two contracts would be signed.
void append_portfolio_tables(Study const& study, TrialTable const& trials, int year, Money const& money,
                             std::vector<Table>& tables);

}  // namespace plimsoll
