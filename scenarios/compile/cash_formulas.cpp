#include "compile/cash_formulas.hpp"

#include "study/cash_dates.hpp"

namespace plimsoll {
namespace {

/// Sum of the year's lines on `target` of terms that pay month by month, while the contract stands.
Expr monthly_lines(ContractYears const& account, YearAxis const& years, std::size_t year, Target target) {
  Expr sum = 0.0;
  for (NamedTerm const& named : account.terms(year)) {
    if (target_of(named.term) != target || !paid_monthly(named.term)) continue;
    for (LedgerLine const& line : account.ledger(year).lines)
      if (line.name == named.name) sum = sum + line.line;
  }
  return account.settled()[year - years.base.size()].standing(sum);
}

void append_program(ProgramTable const& program, Study const& study, YearAxis const& years,
                    PanelView const& view, std::vector<NamedExpr>& formulas) {
  for (std::size_t year = years.base.size(); year < years.size(); ++year) {
    Position at;
    at.view = view;
    at.year = year;
    at.performance_year = year - years.base.size();
    auto const run =
        static_cast<double>(months_run(ramp_of(program), first_month(study.run, years[year]))) / 12.0;
    Expr const exposure = at.member_months() * run;
    formulas.push_back({program_column(program.name, "cost"), years[year], Unit::dollars,
                        "what running the programme costs", at.value(program.cost_pmpm) * exposure});
    formulas.push_back({program_column(program.name, "fees"), years[year], Unit::dollars,
                        "fees the programme earns", at.value(program.fee_revenue_pmpm) * exposure});
  }
}

}  // namespace

void append_contract_cash(ContractTable const& contract, ContractYears const& account, YearAxis const& years,
                          std::vector<NamedExpr>& formulas) {
  bool const prospective = contract.settlement && contract.settlement->claims == ClaimsPaidBy::us;
  for (std::size_t year = years.base.size(); year < years.size(); ++year) {
    formulas.push_back({contract_column(contract.id, "paid_monthly"), years[year], Unit::dollars,
                        "part of the settlement that is paid in the course of the year",
                        monthly_lines(account, years, year, Target::balance)});
    if (prospective)
      formulas.push_back({contract_column(contract.id, "prospective"), years[year], Unit::dollars,
                          "capitation paid month by month, less what is withheld of it",
                          monthly_lines(account, years, year, Target::benchmark)});
  }
}

void append_cash(Study const& study, YearAxis const& years, Panels const& panels,
                 std::vector<NamedExpr>& formulas) {
  for (ProgramTable const& program : study.program)
    append_program(program, study, years, panels.at(program.population).view, formulas);
  for (InvestmentTable const& investment : study.investment) {
    auto const keep = [&](char const* what, char const* says, std::optional<Quantity> const& amount) {
      if (amount)
        formulas.push_back({investment_column(investment.name, what), 0, Unit::dollars, says,
                            Expr::quantity(*amount, years.base.size(), 0)});
    };
    keep("amount", "spent once", investment.amount);
    keep("monthly", "spent in every month", investment.monthly);
  }
}

std::string program_column(std::string const& program, std::string const& what) {
  return "program/" + program + "/" + what;
}

std::string investment_column(std::string const& investment, std::string const& what) {
  return "investment/" + investment + "/" + what;
}

}  // namespace plimsoll
