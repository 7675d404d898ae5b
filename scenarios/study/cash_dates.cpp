#include "study/cash_dates.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/signed_contracts.hpp"

namespace plimsoll {
namespace {

using std::chrono::year_month;

bool is_given(Quantity const& quantity) {
  return !quantity.is_fixed() || quantity.fixed() != 0.0 || quantity.years_listed() > 1;
}

year_month month_or(std::string const& text, year_month otherwise) {
  return text.empty() ? otherwise : read_month(text).value_or(otherwise);
}

/// The last month a contract's year can be paid in.
year_month last_payment(ContractTable const& contract, std::int64_t year) {
  year_month const end = january_of(year) + std::chrono::months(11);
  if (!contract.settlement || contract.settlement->months.empty()) return end;
  SettlementTable const& settlement = *contract.settlement;
  year_month last = std::max(end, payment_month(settlement.from, year, settlement.months.back()));
  if (settlement.claims == ClaimsPaidBy::us)
    last = std::max(last, end + std::chrono::months(static_cast<int>(settlement.claims_lag_months)));
  if (settlement.provisional)
    last = std::max(last, payment_month(settlement.from, year, settlement.provisional->month));
  return last;
}

}  // namespace

bool has_cash(Study const& study) {
  bool const dated = std::any_of(study.contract.begin(), study.contract.end(),
                                 [](ContractTable const& contract) { return contract.settlement; });
  bool const paid = std::any_of(study.program.begin(), study.program.end(), [](ProgramTable const& program) {
    return is_given(program.cost_pmpm) || is_given(program.fee_revenue_pmpm);
  });
  return dated || paid || study.cash || study.funding || !study.investment.empty();
}

bool is_paid_monthly(ContractTable const& contract) {
  std::vector<ContractTable> const stages = with_terms_apart(contract);
  return std::all_of(stages.begin(), stages.end(), [](ContractTable const& stage) {
    return std::all_of(stage.terms.begin(), stage.terms.end(), [](NamedTerm const& named) {
      return target_of(named.term) != Target::balance || paid_monthly(named.term);
    });
  });
}

bool has_dates(ContractTable const& contract) {
  return contract.settlement || is_paid_monthly(contract);
}

year_month january_of(std::int64_t year) {
  return std::chrono::year(static_cast<int>(year)) / std::chrono::January;
}

year_month cash_start(Study const& study) {
  year_month const january = january_of(study.run.performance_years.front());
  return study.cash ? month_or(study.cash->start, january) : january;
}

year_month payment_month(PaymentFrom from, std::int64_t year, std::int64_t months) {
  year_month const start = january_of(from == PaymentFrom::period_end ? year + 1 : year);
  return start + std::chrono::months(static_cast<int>(months) - 1);
}

MonthAxis cash_months(Study const& study) {
  year_month const start = cash_start(study);
  year_month last = january_of(study.run.performance_years.back()) + std::chrono::months(11);
  for (ContractTable const* contract : signed_contracts(study).contracts)
    last = std::max(last, last_payment(*contract, study.run.performance_years.back()));
  for (InvestmentTable const& investment : study.investment) {
    last = std::max(last, month_or(investment.month, last));
    last = std::max(last, month_or(investment.until, last));
  }
  return MonthAxis(start, static_cast<std::size_t>((last - start).count() + 1));
}

std::int64_t first_month(RunTable const& run, std::int64_t year) {
  return 12 * (year - run.performance_years.front()) + 1;
}

Ramp ramp_of(ProgramTable const& program) {
  return {program.start_month, program.ramp_months};
}

std::vector<double> effect_by_year(ProgramTable const& program, RunTable const& run) {
  std::vector<double> parts;
  for (std::int64_t const year : run.performance_years)
    parts.push_back(effect_in_year(ramp_of(program), first_month(run, year)));
  return parts;
}

}  // namespace plimsoll
