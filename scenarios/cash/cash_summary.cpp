#include "cash/cash_summary.hpp"

#include <fmt/format.h>

#include "cash/cash_returns.hpp"
#include "cash/cash_sample.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "study/cash_dates.hpp"

namespace plimsoll {
namespace {

constexpr Presentation money = Presentation::whole_dollars;

class CashTables {
 public:
  CashTables(Study const& study, CashFlows const& flows, CashSample const& sample, SharedDesign design)
      : study_(study), flows_(flows), sample_(sample), design_(std::move(design)) {}

  Table calendar() const;
  Table kinds() const;
  Table low_points() const;
  Table funding() const;
  Table budget() const;

 private:
  Sample of(std::string id, ByTrial const& values, Unit unit = Unit::dollars) const {
    return Sample("cash." + std::move(id), unit, values, design_);
  }
  Study const& study_;
  CashFlows const& flows_;
  CashSample const& sample_;
  SharedDesign design_;
};

Table CashTables::calendar() const {
  TableBuilder table("cash.calendar", "Cash calendar, $ (positive is paid to us)");
  table.column("period", "period", Unit::none, Presentation::text)
      .column("net", "net flow", Unit::dollars, money)
      .column("net_p05", "its P5", Unit::dollars, money)
      .column("net_p95", "its P95", Unit::dollars, money)
      .column("balance", "cash at its end", Unit::dollars, money)
      .column("balance_p05", "its P5", Unit::dollars, money)
      .column("balance_p95", "its P95", Unit::dollars, money);
  if (sample_.funded) table.column("debt", "owed to lender", Unit::dollars, money);
  for (PeriodCash const& period : sample_.periods) {
    Sample const net = of(period.name + ".net", period.net);
    Sample const balance = of(period.name + ".balance", period.balance);
    std::vector<Cell> cells{period.name,
                            net.mean(),
                            net.percentile(0.05),
                            net.percentile(0.95),
                            balance.mean(),
                            balance.percentile(0.05),
                            balance.percentile(0.95)};
    if (sample_.funded) cells.emplace_back(of(period.name + ".debt", period.debt).mean());
    table.row(period.name, std::move(cells));
  }
  std::string contracts;
  for (ContractTable const* contract : flows_.contracts())
    contracts += (contracts.empty() ? "" : ", ") + contract->id;
  table.note(fmt::format("contracts with dates: {}", contracts.empty() ? "none" : contracts));
  table.note("what is paid in a month counts at its end; what is spent at the start is in the first period");
  if (sample_.funded) table.note("net flow is before funding, cash after it");
  return table.build();
}

Table CashTables::kinds() const {
  TableBuilder table("cash.kinds", "Cash by what it is for, $");
  table.column("kind", "kind", Unit::none, Presentation::text)
      .column("total", "all months", Unit::dollars, money)
      .column("present", "present value", Unit::dollars, money)
      .column("present_p05", "its P5", Unit::dollars, money)
      .column("present_p95", "its P95", Unit::dollars, money);
  auto const row = [&](std::string const& id, std::string_view name, ByTrial const& total,
                       ByTrial const& present) {
    Sample const value = of(id + ".present", present);
    table.row(id, {std::string(name), of(id + ".total", total).mean(), value.mean(), value.percentile(0.05),
                   value.percentile(0.95)});
  };
  constexpr std::string_view ids[] = {"base_ffs",     "capitation",    "claims",
                                      "monthly",      "provisional",   "settlement",
                                      "program_fees", "program_costs", "investment"};
  ByTrial all(sample_.present.size(), 0.0);
  for (KindCash const& kind : sample_.kinds) {
    if (!kind.any) continue;
    auto const at = static_cast<std::size_t>(kind.kind);
    row(std::string(ids[at]), flow_kinds[at].second, kind.total, kind.present);
    for (std::size_t trial = 0; trial < all.size(); ++trial) all[trial] += kind.total[trial];
  }
  row("all", "all", all, sample_.present);
  table.note(fmt::format("present value at the start of {}, at {:g} % effective a year",
                         to_text(flows_.months().first()), 100.0 * discount_rate(study_)));
  return table.build();
}

Table CashTables::low_points() const {
  TableBuilder table("cash.low_point", "Cash at its lowest, $");
  table.column("when", "cash", Unit::none, Presentation::text)
      .column("mean", "mean", Unit::dollars, money)
      .column("p05", "P5", Unit::dollars, money)
      .column("p95", "P95", Unit::dollars, money)
      .column("month", "month, median", Unit::months, Presentation::count)
      .column("month_p05", "its P5", Unit::months, Presentation::count)
      .column("month_p95", "its P95", Unit::months, Presentation::count)
      .column("below_zero", "P(below zero)", Unit::fraction, Presentation::percent);
  auto const row = [&](std::string const& id, std::string name, LowCash const& low) {
    Sample const balance = of(id + ".balance", low.balance);
    Sample const point = of(id + ".month", low.point, Unit::months);
    table.row(id, {std::move(name), balance.mean(), balance.percentile(0.05), balance.percentile(0.95),
                   point.percentile(0.50), point.percentile(0.05), point.percentile(0.95),
                   balance.probability_below(0.0)});
  };
  row("before_funding", "before funding", sample_.before);
  if (sample_.funded) row("after_funding", "after funding", sample_.after);
  table.note(fmt::format("month: at whose end cash is lowest, from the start of {}; 0 is the start",
                         to_text(flows_.months().first())));
  return table.build();
}

Table CashTables::funding() const {
  TableBuilder table("cash.funding", "What funding costs, $");
  table.column("kind", "kind", Unit::none, Presentation::text)
      .column("cost", "interest and fees", Unit::dollars, money)
      .column("cost_p95", "its P95", Unit::dollars, money)
      .column("most", "most owed", Unit::dollars, money)
      .column("most_p95", "its P95", Unit::dollars, money)
      .column("left", "owed at the end", Unit::dollars, money)
      .column("p_left", "P(owed at the end)", Unit::fraction, Presentation::percent);
  std::string const kind(name_in_study(study_.funding->kind));
  Sample const cost = of("funding.cost", sample_.cost), most = of("funding.most", sample_.most_owed),
               left = of("funding.left", sample_.owed_at_end);
  table.row(kind, {kind, cost.mean(), cost.percentile(0.95), most.mean(), most.percentile(0.95), left.mean(),
                   left.probability_above(0.0)});
  return table.build();
}

Table CashTables::budget() const {
  TableBuilder table("cash.budget",
                     "Budget: upside counts when it is paid, what we owe when it is incurred, $");
  table.column("year", "year", Unit::none, Presentation::text)
      .column("earned", "upside earned", Unit::dollars, money)
      .column("received", "upside in the budget", Unit::dollars, money)
      .column("owed", "we owe", Unit::dollars, money)
      .column("paid", "all else, as paid", Unit::dollars, money)
      .column("budget", "budget", Unit::dollars, money)
      .column("budget_p05", "its P5", Unit::dollars, money);
  for (BudgetCash const& year : sample_.budget) {
    std::string const id = fmt::format("budget.{}", year.year);
    ByTrial line(year.paid.size());
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = year.paid[i] + year.received[i] + year.owed[i];
    Sample const budget = of(id + ".line", line);
    table.row(std::to_string(year.year),
              {std::to_string(year.year), of(id + ".earned", year.earned).mean(),
               of(id + ".received", year.received).mean(), of(id + ".owed", year.owed).mean(),
               of(id + ".paid", year.paid).mean(), budget.mean(), budget.percentile(0.05)});
  }
  table.note("earned, and not yet in the budget: it is no money to spend before its date");
  return table.build();
}

}  // namespace

std::vector<Table> cash_tables(CompiledStudy const& compiled, TrialTable const& trials, std::size_t threads) {
  Study const& study = compiled.loaded.study;
  if (!has_cash(study)) return {};
  CashFlows const flows(study, compiled.plan.seed(), trials);
  CashSample const sample = cash_sample(study, flows, trials.trials, threads);
  CashTables const tables(study, flows, sample, trials.design);
  std::vector<Table> all{tables.calendar(), tables.kinds(), tables.low_points()};
  if (sample.funded) all.push_back(tables.funding());
  all.push_back(tables.budget());
  Table returns = returns_table(compiled, flows, trials, threads);
  if (!returns.rows().empty()) all.push_back(std::move(returns));
  return all;
}

}  // namespace plimsoll
