#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compile/contract_years.hpp"
#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// What a calendar needs of a contract's years beside their settlements: lines paid month by month, kept as
/// `contract/ID/paid_monthly` and `contract/ID/prospective`.
void append_contract_cash(ContractTable const& contract, ContractYears const& account, YearAxis const& years,
                          std::vector<NamedExpr>& formulas);

/// Cost and fees of programmes by year, and amounts of investments.
void append_cash(Study const& study, YearAxis const& years, Panels const& panels,
                 std::vector<NamedExpr>& formulas);

std::string program_column(std::string const& program, std::string const& what);
std::string investment_column(std::string const& investment, std::string const& what);

}  // namespace plimsoll
