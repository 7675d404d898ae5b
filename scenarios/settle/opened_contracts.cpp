#include "settle/opened_contracts.hpp"

#include <fmt/format.h>

#include "compile/contract_program.hpp"
#include "compile/contract_years.hpp"
#include "plimsoll/models/contract/ledger.hpp"
#include "study/named_contract.hpp"

namespace plimsoll {

std::size_t axis_year(CompiledStudy const& study, SettleSetting const& setting) {
  YearAxis const& years = study.plan.years();
  if (!setting.year) return years.base.size();
  for (std::size_t year = years.base.size(); year < years.size(); ++year)
    if (years[year] == *setting.year) return year;
  throw InputError(Problem{{"--year", 0, 0},
                           std::to_string(*setting.year),
                           "is not a performance year of the study",
                           "",
                           fmt::format("it settles {}", fmt::join(years.performance, ", "))});
}

std::vector<OpenedContract> opened_contracts(CompiledStudy const& study, SettleSetting const& setting,
                                             std::size_t year) {
  if (!setting.contract.empty()) contract_named(study.loaded, setting.contract);
  std::vector<OpenedContract> all;
  LinesByYear lines;
  YearAxis const& years = study.plan.years();
  for (ContractTable const& contract : study.loaded.study.contract) {
    ContractYears const account(study.loaded.study, contract, years, view_of(contract, study.panels), lines);
    if (setting.contract.empty() || setting.contract == contract.id)
      all.push_back({&contract, &account.terms(year), account.opening(year)});
    std::map<std::size_t, std::map<std::string, Expr>> own;
    for (std::size_t other = years.base.size(); other <= year; ++other)
      for (LedgerLine const& line : account.ledger(other).lines)
        own[other].emplace(contract.id + "." + line.name, line.line);
    for (auto& [other, written] : own) lines[other].merge(written);
  }
  return all;
}

std::vector<double> evaluate_at(std::vector<NamedExpr> const& formulas, Actuals& actuals) {
  Program const program = compile(formulas);
  std::vector<double> columns;
  for (ColumnSource const& leaf : program.columns) columns.push_back(actuals.number_of(leaf));
  return evaluate(program, columns);
}

NamedExpr formula(std::string name, Expr expr) {
  return {std::move(name), 0, Unit::dollars, "", std::move(expr)};
}

Cell dollars(std::string id, double value) {
  return exact_figure(std::move(id), value, Unit::dollars);
}

}  // namespace plimsoll
