#include "cash/cash_returns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "cash/cash_sample.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

/// What was put in and what came back, by trial.
struct Returns {
  ByTrial invested, returned, ratio, present;
  bool any = false;  ///< whether something is put in in every trial

  explicit Returns(std::size_t trials)
      : invested(trials), returned(trials), ratio(trials), present(trials), any(trials > 0) {}
  /// `spent` is negative flows, `back` what they brought.
  void take(std::size_t trial, Calendar const& spent, Calendar const& back, double rate) {
    Cents const cost = -spent.total(), gain = back.total();
    invested[trial] = static_cast<double>(cost) / 100.0;
    returned[trial] = static_cast<double>(gain) / 100.0;
    any = any && cost > 0;
    ratio[trial] = cost > 0 ? return_on_investment(gain, cost) : 0.0;
    Calendar both = spent;
    both.add(back);
    present[trial] = present_value(both.net(), rate);
  }
};

class ReturnsTable {
 public:
  ReturnsTable(Study const& study, CashFlows const& flows, TrialTable const& trials)
      : study_(study),
        flows_(flows),
        trials_(trials),
        table_("cash.returns", "Return on what is spent, $ over all months") {
    table_.column("on", "on", Unit::none, Presentation::text)
        .column("spent", "spent", Unit::dollars, Presentation::whole_dollars)
        .column("back", "came back", Unit::dollars, Presentation::whole_dollars)
        .column("roi", "return", Unit::fraction, Presentation::percent)
        .column("roi_p05", "its P5", Unit::fraction, Presentation::percent)
        .column("roi_p95", "its P95", Unit::fraction, Presentation::percent)
        .column("p_loss", "P(loss)", Unit::fraction, Presentation::percent)
        .column("npv", "NPV", Unit::dollars, Presentation::whole_dollars)
        .column("npv_p05", "its P5", Unit::dollars, Presentation::whole_dollars);
  }

  /// `without` holds the contracts' flows had there been no programme.
  void add_program(ProgramTable const& program, CashFlows const& without) {
    Returns returns(trials_.trials);
    for (std::size_t trial = 0; trial < trials_.trials; ++trial) {
      Calendar spent(flows_.months().points());
      Calendar back = flows_.of_contracts(trial);
      back.subtract(without.of_contracts(trial));
      Calendar const own = flows_.of_program(trial, program);
      for (std::size_t point = 0; point < own.points(); ++point) {
        spent.add(FlowKind::program_costs, point, own.at(FlowKind::program_costs, point));
        back.add(FlowKind::program_fees, point, own.at(FlowKind::program_fees, point));
      }
      for (InvestmentTable const& investment : study_.investment)
        if (investment.program == program.name && flows_.counts(investment))
          spent.add(flows_.of_investment(trial, investment));
      returns.take(trial, spent, back, discount_rate(study_));
    }
    row("program." + program.name, "programme " + program.name, returns);
  }

  void add_contract(ContractTable const& contract) {
    Returns returns(trials_.trials);
    for (std::size_t trial = 0; trial < trials_.trials; ++trial) {
      Calendar spent(flows_.months().points());
      for (InvestmentTable const& investment : study_.investment)
        if (investment.contract == contract.id) spent.add(flows_.of_investment(trial, investment));
      returns.take(trial, spent, flows_.of_contracts(trial, contract.id), discount_rate(study_));
    }
    row("contract." + contract.id, "contract " + contract.id, returns);
  }

  Table build() {
    table_.note(
        "a programme brings back its fees and what it changes in the contracts' payments, against the same "
        "trials without it; a contract what it pays, against the investments made for it");
    table_.note("NPV counts what is spent and what comes back, each at its date");
    return table_.build();
  }

 private:
  void row(std::string const& id, std::string name, Returns const& returns) {
    if (!returns.any) return;
    auto const sample = [&](char const* what, Unit unit, ByTrial const& values) {
      return Sample(fmt::format("cash.returns.{}.{}", id, what), unit, values, trials_.design);
    };
    Sample const roi = sample("roi", Unit::fraction, returns.ratio);
    Sample const npv = sample("npv", Unit::dollars, returns.present);
    table_.row(id, {std::move(name), sample("spent", Unit::dollars, returns.invested).mean(),
                    sample("back", Unit::dollars, returns.returned).mean(), roi.mean(), roi.percentile(0.05),
                    roi.percentile(0.95), roi.probability_below(0.0), npv.mean(), npv.percentile(0.05)});
  }

  Study const& study_;
  CashFlows const& flows_;
  TrialTable const& trials_;
  TableBuilder table_;
};

bool costs_something(Study const& study, ProgramTable const& program) {
  bool const costs = !program.cost_pmpm.is_fixed() || program.cost_pmpm.years_listed() > 1 ||
                     program.cost_pmpm.fixed() > 0.0;
  return costs || std::any_of(study.investment.begin(), study.investment.end(),
                              [&](InvestmentTable const& other) { return other.program == program.name; });
}

}  // namespace

TrialTable without_program(CompiledStudy const& study, std::string const& program, std::uint64_t trials,
                           std::size_t threads) {
  LoadedStudy changed = study.loaded;
  for (ProgramTable& table : changed.study.program)
    if (table.name == program) table.start_month = std::numeric_limits<std::int32_t>::max();
  RunPlan const plan = compile_study(std::move(changed), study.method).plan.on_drivers(study.plan.drivers());
  std::vector<ColumnInfo> kept;
  std::vector<std::size_t> from;
  for (std::size_t i = 0; i < plan.columns().size(); ++i)
    if (plan.columns()[i].name.starts_with("contract/")) {
      kept.push_back(plan.columns()[i]);
      from.push_back(i);
    }
  TrialTable table = empty_trials(std::move(kept), trials);
  for_each_block(blocks_for(trials), threads, [&](std::uint32_t number) {
    TrialRows const rows = plan.run_block(plan.block(number));
    TrialRows of_contracts{rows.block, {}};
    for (std::size_t column : from) of_contracts.columns.push_back(rows.columns[column]);
    put_rows(table, of_contracts);
  });
  return table;
}

Table returns_table(CompiledStudy const& study, CashFlows const& flows, TrialTable const& trials,
                    std::size_t threads) {
  Study const& tables = study.loaded.study;
  ReturnsTable returns(tables, flows, trials);
  for (ProgramTable const& program : tables.program) {
    if (!costs_something(tables, program)) continue;
    TrialTable const other = without_program(study, program.name, trials.trials, threads);
    returns.add_program(program, CashFlows(tables, study.plan.seed(), other));
  }
  for (ContractTable const* contract : flows.contracts())
    if (std::any_of(tables.investment.begin(), tables.investment.end(),
                    [&](InvestmentTable const& investment) { return investment.contract == contract->id; }))
      returns.add_contract(*contract);
  return returns.build();
}

}  // namespace plimsoll
