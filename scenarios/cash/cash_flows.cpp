#include "plimsoll/scenarios/cash_flows.hpp"

#include <algorithm>
#include <cmath>

#include "compile/cash_formulas.hpp"
#include "plimsoll/core/errors.hpp"
#include "study/cash_dates.hpp"
#include "plimsoll/scenarios/signed_contracts.hpp"

namespace plimsoll {
namespace {

using std::chrono::year_month;

/// The month of the final payment: uniform over the window. No driver has this key path, so none shares it.
std::int64_t drawn_month(Seed seed, ContractTable const& contract, int year, std::size_t trial) {
  std::vector<std::int64_t> const& window = contract.settlement->months;
  std::int64_t const length = window.back() - window.front() + 1;
  if (length == 1) return window.front();
  KeyPath const path = KeyPath("contract") / contract.id / "settlement" / "months";
  WordAddress const at{seed, named_address(path.text()), Purpose::driver, year};
  Words const words = words_at(at, static_cast<std::uint32_t>(trial), 0);
  return window.front() +
         static_cast<std::int64_t>(uniform(words[0], words[1]) * static_cast<double>(length));
}

}  // namespace

CashFlows::CashFlows(Study const& study, Seed seed, TrialTable const& trials)
    : study_(study), seed_(seed), trials_(trials), months_(cash_months(study)) {
  for (ContractTable const* contract : signed_contracts(study).contracts) {
    if (!has_dates(*contract)) continue;
    contracts_.push_back(contract);
    bool const ours = contract->settlement && contract->settlement->claims == ClaimsPaidBy::us;
    for (std::int64_t const performance : study.run.performance_years) {
      int const year = static_cast<int>(performance);
      auto const of = [&](char const* what) { return column(contract_column(contract->id, what), year); };
      ContractYear at{contract, year, of("settlement"), of("base_ffs"), of("paid_monthly"), {}, {}};
      if (ours) at.prospective = of("prospective"), at.claims = of("expenditure");
      years_.push_back(at);
    }
  }
}

std::span<double const> CashFlows::column(std::string const& name, int year) const {
  auto const found = trials_.column(name, year);
  PLIMSOLL_EXPECT(found.has_value());
  return *found;
}

std::size_t CashFlows::point_of(year_month month) const {
  std::ptrdiff_t const point = months_.end_of(month);
  PLIMSOLL_EXPECT(point >= 1 && static_cast<std::size_t>(point) < months_.points());
  return static_cast<std::size_t>(point);
}

void CashFlows::spread(Cents amount, year_month first, std::size_t months, FlowKind kind,
                       Calendar& calendar) const {
  if (amount == 0) return;
  std::size_t point = point_of(first);
  for (Cents const part : in_equal_parts(amount, months)) calendar.add(kind, point++, part);
}

void CashFlows::add_in_year(ContractYear const& at, std::size_t trial, Calendar& calendar) const {
  year_month const january = january_of(at.year);
  spread(to_cents(at.base_ffs[trial]), january, 12, FlowKind::base_ffs, calendar);
  spread(to_cents(at.paid_monthly[trial]), january, 12, FlowKind::monthly, calendar);
  if (at.prospective.empty()) return;
  auto const lag = static_cast<int>(at.contract->settlement->claims_lag_months);
  spread(to_cents(at.prospective[trial]), january, 12, FlowKind::capitation, calendar);
  spread(-to_cents(at.claims[trial]), january + std::chrono::months(lag), 12, FlowKind::claims, calendar);
}

SettlementPayment CashFlows::payment(ContractYear const& at, std::size_t trial) const {
  Cents rest = to_cents(at.settlement[trial]) - to_cents(at.paid_monthly[trial]);
  if (!at.prospective.empty()) rest -= to_cents(at.prospective[trial]) - to_cents(at.claims[trial]);
  SettlementPayment paid{&at.contract->id, at.year, 0, rest, 0, 0};
  if (!at.contract->settlement) {  // paid month by month: the rest is cents of rounding
    paid.final_point = point_of(january_of(at.year) + std::chrono::months(11));
    return paid;
  }
  SettlementTable const& table = *at.contract->settlement;
  auto const point = [&](std::int64_t months) {
    return point_of(payment_month(table.from, at.year, months));
  };
  paid.final_point = point(drawn_month(seed_, *at.contract, at.year, trial));
  if (table.provisional) {
    paid.provisional = static_cast<Cents>(std::llround(table.provisional->share * static_cast<double>(rest)));
    paid.final = rest - paid.provisional;
    paid.provisional_point = point(table.provisional->month);
  }
  return paid;
}

Calendar CashFlows::of_contracts(std::size_t trial, std::string const& only) const {
  Calendar calendar(months_.points());
  for (ContractYear const& at : years_) {
    if (!only.empty() && at.contract->id != only) continue;
    add_in_year(at, trial, calendar);
    SettlementPayment const paid = payment(at, trial);
    calendar.add(FlowKind::provisional, paid.provisional_point, paid.provisional);
    calendar.add(FlowKind::settlement, paid.final_point, paid.final);
  }
  return calendar;
}

Calendar CashFlows::of_program(std::size_t trial, ProgramTable const& program) const {
  Calendar calendar(months_.points());
  for (std::int64_t const year : study_.run.performance_years) {
    std::int64_t const run = months_run(ramp_of(program), first_month(study_.run, year));
    if (run == 0) continue;
    year_month const first = january_of(year) + std::chrono::months(static_cast<int>(12 - run));
    auto const amount = [&](char const* what) {
      return to_cents(column(program_column(program.name, what), static_cast<int>(year))[trial]);
    };
    spread(amount("fees"), first, static_cast<std::size_t>(run), FlowKind::program_fees, calendar);
    spread(-amount("cost"), first, static_cast<std::size_t>(run), FlowKind::program_costs, calendar);
  }
  return calendar;
}

Calendar CashFlows::of_investment(std::size_t trial, InvestmentTable const& investment) const {
  Calendar calendar(months_.points());
  auto const amount = [&](char const* what) {
    return -to_cents(column(investment_column(investment.name, what), 0)[trial]);
  };
  if (investment.amount) {
    std::size_t const point = investment.month.empty() ? 0 : point_of(*read_month(investment.month));
    calendar.add(FlowKind::investment, point, amount("amount"));
  }
  if (investment.monthly) {
    std::size_t const first = investment.from.empty() ? 1 : point_of(*read_month(investment.from));
    year_month const december = january_of(study_.run.performance_years.back()) + std::chrono::months(11);
    std::size_t const last = point_of(investment.until.empty() ? december : *read_month(investment.until));
    Cents const each = amount("monthly");
    for (std::size_t point = first; point <= last; ++point) calendar.add(FlowKind::investment, point, each);
  }
  return calendar;
}

bool CashFlows::counts(InvestmentTable const& investment) const {
  return investment.contract.empty() ||
         std::any_of(contracts_.begin(), contracts_.end(),
                     [&](ContractTable const* contract) { return contract->id == investment.contract; });
}

Calendar CashFlows::calendar(std::size_t trial) const {
  Calendar calendar = of_contracts(trial);
  for (ProgramTable const& program : study_.program) calendar.add(of_program(trial, program));
  for (InvestmentTable const& investment : study_.investment)
    if (counts(investment)) calendar.add(of_investment(trial, investment));
  return calendar;
}

std::vector<SettlementPayment> CashFlows::settlements(std::size_t trial) const {
  std::vector<SettlementPayment> payments;
  for (ContractYear const& at : years_) payments.push_back(payment(at, trial));
  return payments;
}

std::vector<Cents> CashFlows::repaying(std::size_t trial, std::string const& contract) const {
  std::vector<Cents> received(months_.points(), 0);
  for (SettlementPayment const& paid : settlements(trial)) {
    if (!contract.empty() && *paid.contract != contract) continue;
    received[paid.provisional_point] += paid.provisional;
    received[paid.final_point] += paid.final;
  }
  return received;
}

}  // namespace plimsoll
