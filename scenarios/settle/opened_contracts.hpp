#pragma once

#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/settle_study.hpp"
#include "settle/actuals.hpp"

namespace plimsoll {

/// One contract in the settled year, before its first term.
struct OpenedContract {
  ContractTable const* contract;
  std::vector<NamedTerm> const* terms;  ///< of the settled year
  Position start;
};

/// Position on the year axis of the year asked for.
std::size_t axis_year(CompiledStudy const& study, SettleSetting const& setting);
/// The contracts asked for, each knowing the lines of those above it.
std::vector<OpenedContract> opened_contracts(CompiledStudy const& study, SettleSetting const& setting,
                                             std::size_t year);

/// Values of formulas at the study's actual numbers.
std::vector<double> evaluate_at(std::vector<NamedExpr> const& formulas, Actuals& actuals);
NamedExpr formula(std::string name, Expr expr);

/// An exact amount of money.
Cell dollars(std::string id, double value);

}  // namespace plimsoll
