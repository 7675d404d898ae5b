#include "compile/contract_program.hpp"

#include <algorithm>
#include <functional>

#include "compile/cash_formulas.hpp"
#include "compile/contract_years.hpp"
#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "study/cash_dates.hpp"
#include "study/quality_study.hpp"

namespace plimsoll {
namespace {

/// Calls `visit` with the years of every contract, each knowing the lines of those above.
void for_each_contract(Study const& study, YearAxis const& years, Panels const& panels,
                       std::function<void(ContractTable const&, ContractYears const&)> const& visit) {
  LinesByYear lines;
  for (ContractTable const& contract : study.contract) {
    ContractYears const account(study, contract, years, view_of(contract, panels), lines);
    account.settled();  // every year's ledger reads the lines above it, and none of its own
    visit(contract, account);
    for (std::size_t year = years.base.size(); year < years.size(); ++year)
      for (LedgerLine const& line : account.ledger(year).lines)
        lines[year].emplace(contract.id + "." + line.name,
                            account.settled()[year - years.base.size()].standing(line.line));
  }
}

/// Formulas of one performance year of a contract.
void append_year(ContractTable const& contract, ContractYears const& account, YearAxis const& years,
                 std::size_t year, std::vector<NamedExpr>& formulas) {
  Ledger const& ledger = account.ledger(year);
  YearSettled const& settled = account.settled()[year - years.base.size()];
  Position const start = account.opening(year);
  auto const standing = [&](Expr const& amount) { return settled.standing(amount); };
  auto const keep = [&](char const* what, Unit unit, char const* says, Expr expr) {
    formulas.push_back({contract_column(contract.id, what), years[year], unit, says, std::move(expr)});
  };
  keep("person_years", Unit::years, "member months / 12",
       account.view().without_members ? Expr{0.0} : standing(start.person_years()));
  keep("benchmark", Unit::dollars, "benchmark of the performance year", standing(ledger.benchmark));
  keep("expenditure", Unit::dollars, "cost that counts against the benchmark", standing(ledger.cost));
  keep("base_ffs", Unit::dollars, "revenue that is ours whatever the year brings; no part of the settlement",
       ledger.base);
  keep("settlement", Unit::dollars, "last balance of the ledger; positive is paid to us", settled.settlement);
  keep("upside", Unit::dollars, "settlement where it is paid to us", max(settled.settlement, 0.0));
  keep("owed", Unit::dollars, "settlement where we owe it, as a positive amount",
       max(-settled.settlement, 0.0));
  keep("maximum_owed", Unit::dollars, "the most the contract can make us owe",
       settled.over ? Expr{0.0} : contract_maximum(account.terms(year), start));
  if (!account.carries()) return;
  keep("before_carry", Unit::dollars, "settlement before what is carried", settled.before_carry);
  keep("carried_in", Unit::dollars, "balance earlier years left; losses below 0", settled.opening.total());
  keep("carried_out", Unit::dollars, "balance left for later years; losses below 0", settled.closing.total());
}

void append_panel(PanelNames const& panel, YearAxis const& years, std::vector<NamedExpr>& formulas) {
  for (std::size_t year = 0; year < years.size(); ++year) {
    Position at;
    at.view = panel.view;
    at.year = year;
    formulas.push_back({"panel/" + panel.population + "/member_months", years[year], Unit::member_months,
                        "months of exposure", at.member_months()});
    formulas.push_back({spend_column(panel.population, "total"), years[year], Unit::dollars,
                        "cost of all members", at.amount()});
    for (std::size_t category = 0; category < panel.categories.size(); ++category) {
      Tally tally{panel.view.panel, Scope::of(category), TallyShape::amount, {}, {}};
      tally.attribution = panel.view.attribution;
      formulas.push_back({spend_column(panel.population, panel.categories[category]), years[year],
                          Unit::dollars, "cost of all members in the category",
                          Expr::column(TallyColumn{std::move(tally), year}) / 100.0});
    }
  }
}

}  // namespace

PanelView view_of(ContractTable const& contract, Panels const& panels) {
  if (contract.population.empty()) {
    PanelView none;
    none.without_members = true;
    return none;
  }
  PanelView view = panels.at(contract.population).view;
  if (contract.attribution) view.attribution = *contract.attribution;
  for (std::string const& enrolment : contract.enrolment) {
    auto const found = std::find(view.classes.begin(), view.classes.end(), enrolment);
    PLIMSOLL_EXPECT(found != view.classes.end());
    view.only.push_back(static_cast<ExposureClass>(found - view.classes.begin()));
  }
  return view;
}

std::vector<NamedExpr> kept_formulas(Study const& study, YearAxis const& years, Panels const& panels) {
  std::vector<NamedExpr> formulas;
  for_each_contract(study, years, panels, [&](ContractTable const& contract, ContractYears const& account) {
    for (std::size_t year = years.base.size(); year < years.size(); ++year)
      append_year(contract, account, years, year, formulas);
    if (has_cash(study)) append_contract_cash(contract, account, years, formulas);
  });
  append_quality(study, years, formulas);
  if (has_cash(study)) append_cash(study, years, panels, formulas);
  for (auto const& [name, panel] : panels) append_panel(panel, years, formulas);
  return formulas;
}

std::vector<NamedExpr> opening_benchmarks(Study const& study, YearAxis const& years, Panels const& panels,
                                          std::string const& what) {
  std::vector<NamedExpr> formulas;
  for_each_contract(study, years, panels, [&](ContractTable const& contract, ContractYears const& account) {
    for (std::size_t year = years.base.size(); !contract.benchmark.empty() && year < years.size(); ++year)
      formulas.push_back({contract_column(contract.id, what), years[year], Unit::dollars,
                          "benchmark before any term", account.opening(year).benchmark});
  });
  return formulas;
}

}  // namespace plimsoll
