#include "contract_program.hpp"

#include <algorithm>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "quality_study.hpp"

namespace plimsoll {
namespace {

/// Multiplies by (1 + rate) once for each year after `from` up to `to`. A constant rate compounds by repeated
/// multiplication: programs hold nothing transcendental.
Expr grown(Expr value, Quantity const& rate, YearAxis const& years, std::size_t from, std::size_t to) {
  for (std::size_t year = from + 1; year <= to; ++year) {
    std::size_t const performance_year = year < years.base.size() ? 0 : year - years.base.size();
    Expr const factor = 1.0 + Expr::quantity(rate, year, performance_year);
    for (int step = years[year - 1]; step < years[year]; ++step) value = value * factor;
  }
  return value;
}

class Account {
 public:
  Account(Study const& study, ContractTable const& contract, YearAxis const& years, PanelView view)
      : study_(study), contract_(contract), years_(years), view_(std::move(view)) {
    for (std::size_t year = 0; year < years.size(); ++year)
      formulas_.push_back(std::make_shared<std::map<std::string, Expr> const>(
          quality_results(study, position(year))));
  }

  Position opening(std::size_t year) const {
    Position start = position(year);
    if (!view_.without_members) start.cost = start.amount();
    if (!contract_.benchmark.empty()) start.benchmark = benchmark(year, start);
    return start;
  }

  /// Lines of contracts above in the same year go in and out by `lines`.
  void append(std::size_t year, std::map<std::string, Expr>& lines, std::vector<NamedExpr>& formulas) const {
    Position start = opening(year);
    start.lines = lines;
    Ledger const ledger = write_ledger(contract_.terms, start);
    for (LedgerLine const& line : ledger.lines) lines.emplace(contract_.id + "." + line.name, line.line);
    auto const keep = [&](char const* what, Unit unit, char const* says, Expr expr) {
      formulas.push_back({contract_column(contract_.id, what), years_[year], unit, says, std::move(expr)});
    };
    keep("person_years", Unit::years, "member months / 12",
         view_.without_members ? Expr{0.0} : start.person_years());
    keep("benchmark", Unit::dollars, "benchmark of the performance year", ledger.benchmark);
    keep("expenditure", Unit::dollars, "cost that counts against the benchmark", ledger.cost);
    keep("base_ffs", Unit::dollars,
         "revenue that is ours whatever the year brings; no part of the settlement", ledger.base);
    keep("settlement", Unit::dollars, "last balance of the ledger; positive is paid to us",
         ledger.settlement);
    keep("upside", Unit::dollars, "settlement where it is paid to us", max(ledger.settlement, 0.0));
    keep("owed", Unit::dollars, "settlement where we owe it, as a positive amount",
         max(-ledger.settlement, 0.0));
    keep("maximum_owed", Unit::dollars, "the most the contract can make us owe",
         contract_maximum(contract_.terms, start));
  }

 private:
  Position position(std::size_t year) const {
    Position at;
    at.view = view_;
    at.year = year;
    at.performance_year = year < years_.base.size() ? 0 : year - years_.base.size();
    if (year < formulas_.size()) at.formulas = formulas_[year];
    return at;
  }

  /// Cost per beneficiary-year of a drawn base year, under the contract's own member-grain terms.
  Expr base_year_pbpy(std::size_t year) const {
    Position at = position(year);
    at.cost = at.amount();
    for (NamedTerm const& named : contract_.terms)
      if (grain_of(named.term) == Grain::member) advance(named, at);
    return select(at.member_months() > 0.0, at.cost / at.person_years(), 0.0);
  }

  Expr benchmark(std::size_t year, Position const& at) const {
    BenchmarkTable const& table = *study_.benchmark.find(contract_.benchmark);
    Expr pbpy = 0.0;
    if (table.pbpy)
      pbpy = at.value(*table.pbpy);
    else
      for (std::size_t base = 0; base < years_.base.size(); ++base)
        pbpy = pbpy +
               table.base_year_weights[base] * grown(base_year_pbpy(base), table.trend, years_, base, year);
    return pbpy * (1.0 + at.value(table.update)) * at.person_years();
  }

  Study const& study_;
  ContractTable const& contract_;
  YearAxis const& years_;
  PanelView view_;
  std::vector<std::shared_ptr<std::map<std::string, Expr> const>> formulas_;  // by year
};

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

Position opening_position(Study const& study, ContractTable const& contract, YearAxis const& years,
                          Panels const& panels, std::size_t year) {
  return Account(study, contract, years, view_of(contract, panels)).opening(year);
}

std::vector<NamedExpr> kept_formulas(Study const& study, YearAxis const& years, Panels const& panels) {
  std::vector<NamedExpr> formulas;
  std::map<std::size_t, std::map<std::string, Expr>> lines;  // by year
  for (ContractTable const& contract : study.contract) {
    Account const account(study, contract, years, view_of(contract, panels));
    for (std::size_t year = years.base.size(); year < years.size(); ++year)
      account.append(year, lines[year], formulas);
  }
  append_quality(study, years, formulas);
  for (auto const& [name, panel] : panels) append_panel(panel, years, formulas);
  return formulas;
}

}  // namespace plimsoll
