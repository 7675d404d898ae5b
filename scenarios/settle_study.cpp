#include "plimsoll/scenarios/settle_study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "actuals.hpp"
#include "contract_program.hpp"
#include "node.hpp"
#include "plimsoll/models/contract/payoff.hpp"
#include "plimsoll/scenarios/ladder_table.hpp"

namespace plimsoll {
namespace {

/// One contract in the settled year, opened.
struct Opened {
  ContractTable const* contract;
  Position start;
};

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

/// The contracts asked for, each knowing the lines of those above it.
std::vector<Opened> opened(CompiledStudy const& study, SettleSetting const& setting, std::size_t year) {
  std::vector<Opened> all;
  std::map<std::string, Expr> lines;
  std::vector<std::string> ids;
  for (ContractTable const& contract : study.loaded.study.contract) {
    ids.push_back(contract.id);
    Position start = opening_position(study.loaded.study, contract, study.plan.years(), study.panels, year);
    start.lines = lines;
    for (LedgerLine const& line : write_ledger(contract.terms, start).lines)
      lines.emplace(contract.id + "." + line.name, line.line);
    if (setting.contract.empty() || setting.contract == contract.id)
      all.push_back({&contract, std::move(start)});
  }
  if (!all.empty()) return all;
  std::string const near = nearest(setting.contract, ids);
  throw InputError(Problem{
      {"--contract", 0, 0},
      setting.contract,
      "is not a contract of the study",
      "",
      near.empty() ? fmt::format("it has {}", fmt::join(ids, ", ")) : "did you mean \"" + near + "\"?"});
}

/// Values of formulas at the study's actual numbers.
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

TableBuilder side_by_side(int year) {
  TableBuilder table(fmt::format("settled.{}", year), fmt::format("Settlement of {}, $", year));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("benchmark", "benchmark", Unit::dollars, Presentation::cents)
      .column("expenditure", "expenditure", Unit::dollars, Presentation::cents)
      .column("savings_rate", "savings rate", Unit::fraction, Presentation::percent)
      .column("base_ffs", "base FFS", Unit::dollars, Presentation::cents)
      .column("upside", "paid to us", Unit::dollars, Presentation::cents)
      .column("owed", "we owe", Unit::dollars, Presentation::cents)
      .column("most_owed", "most owed", Unit::dollars, Presentation::cents);
  return table;
}

TableBuilder ledger_columns(std::string const& id, int year) {
  TableBuilder table(fmt::format("ledger.{}.{}", id, year), fmt::format("Ledger of {} for {}, $", id, year));
  table.column("line", "line", Unit::none, Presentation::text)
      .column("kind", "clause", Unit::none, Presentation::text)
      .column("target", "acts on", Unit::none, Presentation::text)
      .column("amount", "amount", Unit::dollars, Presentation::cents)
      .column("after", "after", Unit::dollars, Presentation::cents)
      .column("cites", "source", Unit::none, Presentation::text);
  return table;
}

std::vector<NamedExpr> ledger_formulas(Position const& start, Ledger const& ledger) {
  std::vector<NamedExpr> formulas{formula("cost", start.cost), formula("benchmark", start.benchmark)};
  for (LedgerLine const& line : ledger.lines) {
    formulas.push_back(formula(line.name, line.line));
    formulas.push_back(formula(line.name + ".after", line.after));
  }
  return formulas;
}

Table ledger_table(Opened const& opened, Ledger const& ledger, int year, Actuals& actuals) {
  std::string const& id = opened.contract->id;
  std::vector<double> const values = evaluate_at(ledger_formulas(opened.start, ledger), actuals);
  TableBuilder table = ledger_columns(id, year);
  auto const opening = [&](char const* name, char const* says, std::size_t at) {
    table.row(std::string("opening.") + name,
              {std::string(name), std::string(says), std::string(name), Empty{},
               dollars(fmt::format("{}.opening.{}", id, name), values[at]), Empty{}});
  };
  if (!opened.contract->population.empty()) opening("cost", "what members cost", 0);
  if (!opened.contract->benchmark.empty()) opening("benchmark", "benchmark of the study", 1);
  for (std::size_t i = 0; i < ledger.lines.size(); ++i) {
    LedgerLine const& line = ledger.lines[i];
    table.row(line.name, {line.name, std::string(line.kind), std::string(name_in_study(line.target)),
                          dollars(fmt::format("{}.{}.line", id, line.name), values[2 + 2 * i]),
                          dollars(fmt::format("{}.{}.after", id, line.name), values[3 + 2 * i]), line.cites});
  }
  table.note(
      "acts on: the running amount the line is added to; the balance after the last line is the settlement");
  return table.build();
}

/// Gross savings are measured on the benchmark the study names, before terms lower it, or on the one terms
/// make.
Expr gross_benchmark(Opened const& opened, Ledger const& ledger) {
  return opened.contract->benchmark.empty() ? ledger.benchmark : opened.start.benchmark;
}

struct ContractPayoff {
  std::string id;
  Payoff payoff;
};

std::vector<ContractPayoff> payoffs(std::vector<Opened> const& all, Actuals& actuals,
                                    std::vector<std::string>& notices) {
  std::vector<ContractPayoff> payoffs;
  for (Opened const& opened : all) {
    Position start = opened.start;
    start.cost = Expr::named(std::string(payoff_cost));
    Ledger const ledger = write_ledger_after_members(opened.contract->terms, start);
    double const benchmark =
        evaluate_at({formula("benchmark", gross_benchmark(opened, ledger))}, actuals).front();
    if (benchmark > 0.0)
      payoffs.push_back({opened.contract->id, Payoff(ledger, benchmark, [&](ColumnSource const& leaf) {
                           return actuals.number_of(leaf);
                         })});
    else
      notices.push_back("contract." + opened.contract->id + ": no benchmark, so it has no payoff on savings");
  }
  return payoffs;
}

Table grid_table(std::vector<ContractPayoff> const& payoffs, PayoffGrid const& grid, int year) {
  TableBuilder table(
      fmt::format("payoff.{}", year),
      fmt::format("Settlement for {} by gross savings rate, $ (positive is paid to us)", year));
  table.column("rate", "gross savings", Unit::fraction, Presentation::fine_percent);
  for (ContractPayoff const& contract : payoffs)
    table.column(contract.id, contract.id, Unit::dollars, Presentation::cents);
  auto const last = static_cast<int>(std::floor((grid.to - grid.from) / grid.step + 1e-9));
  for (int i = 0; i <= last; ++i) {
    double const rate = std::round((grid.from + i * grid.step) * 1e9) / 1e9;
    std::string const name = fmt::format("{:g}", rate);
    std::vector<Cell> cells{exact_figure("payoff.rate." + name, rate, Unit::fraction)};
    for (ContractPayoff const& contract : payoffs)
      cells.push_back(
          dollars(fmt::format("payoff.{}.{}", contract.id, name), contract.payoff.settlement(rate)));
    table.row(name, std::move(cells));
  }
  return table.build();
}

Table kink_table(std::vector<ContractPayoff> const& payoffs, PayoffGrid const& grid, int year) {
  TableBuilder table(fmt::format("kinks.{}", year),
                     fmt::format("Where the payoff of {} bends or jumps", year));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("rate", "gross savings", Unit::fraction, Presentation::fine_percent)
      .column("line", "line", Unit::none, Presentation::text)
      .column("below", "just below", Unit::dollars, Presentation::cents)
      .column("above", "just above", Unit::dollars, Presentation::cents)
      .column("slope_below", "per $ below", Unit::none, Presentation::number)
      .column("slope_above", "per $ above", Unit::none, Presentation::number)
      .column("says", "what the clause does", Unit::none, Presentation::text);
  for (ContractPayoff const& contract : payoffs) {
    std::size_t number = 0;
    for (Kink const& kink : contract.payoff.kinks(grid.from, grid.to)) {
      std::string const id = fmt::format("{}.{}", contract.id, ++number);
      auto const figure = [&](char const* what, double value, Unit unit) {
        return exact_figure(fmt::format("kink.{}.{}", id, what), value, unit);
      };
      table.row(id, {contract.id, figure("rate", kink.rate, Unit::fraction), kink.line,
                     figure("below", kink.below, Unit::dollars), figure("above", kink.above, Unit::dollars),
                     figure("slope_below", kink.slope_below, Unit::none),
                     figure("slope_above", kink.slope_above, Unit::none), std::string(kink.says)});
    }
  }
  table.note(
      "per $: change of the settlement for one more dollar of gross savings, before rounding to cents");
  return table.build();
}

/// Pairs of contracts on one benchmark, and where one begins to pay more than the other.
Table crossing_table(std::vector<ContractPayoff> const& payoffs, PayoffGrid const& grid, int year) {
  TableBuilder table(fmt::format("crossings.{}", year), fmt::format("Where contracts cross in {}", year));
  table.column("pair", "better above that rate", Unit::none, Presentation::text)
      .column("rate", "gross savings", Unit::fraction, Presentation::fine_percent)
      .column("settlement", "settlement there", Unit::dollars, Presentation::cents);
  for (std::size_t a = 0; a < payoffs.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      if (payoffs[a].payoff.benchmark() != payoffs[b].payoff.benchmark()) continue;
      std::size_t number = 0;
      for (Crossing const& crossing : crossings(payoffs[a].payoff, payoffs[b].payoff, grid.from, grid.to)) {
        ContractPayoff const& better = crossing.first_is_better_above ? payoffs[a] : payoffs[b];
        ContractPayoff const& worse = crossing.first_is_better_above ? payoffs[b] : payoffs[a];
        std::string const id = fmt::format("{}.{}.{}", payoffs[a].id, payoffs[b].id, ++number);
        table.row(id, {fmt::format("{} over {}", better.id, worse.id),
                       exact_figure("crossing." + id + ".rate", crossing.rate, Unit::fraction),
                       dollars("crossing." + id + ".settlement", better.payoff.settlement(crossing.rate))});
      }
    }
  return table.build();
}

void refuse_missing(Actuals const& actuals) {
  if (!actuals.missing().empty()) throw InputError(actuals.missing());
}

}  // namespace

Settled settle_study(CompiledStudy const& study, SettleSetting const& setting) {
  std::size_t const year = axis_year(study, setting);
  int const calendar = study.plan.years()[year];
  Actuals actuals(study);
  TableBuilder summary = side_by_side(calendar);
  std::vector<Table> ledgers;
  for (Opened const& opened : opened(study, setting, year)) {
    std::string const& id = opened.contract->id;
    Ledger const ledger = write_ledger(opened.contract->terms, opened.start);
    std::vector<double> const values =
        evaluate_at({formula("benchmark", ledger.benchmark), formula("cost", ledger.cost),
                     formula("base", ledger.base), formula("settlement", ledger.settlement),
                     formula("most", contract_maximum(opened.contract->terms, opened.start)),
                     formula("exposed", ledger.exposed)},
                    actuals);
    auto const cell = [&](char const* what, double value) {
      return dollars(fmt::format("{}.{}", id, what), value);
    };
    Cell const rate =
        values[0] > 0.0
            ? Cell{exact_figure(id + ".savings_rate", (values[0] - values[1]) / values[0], Unit::fraction)}
            : Cell{Empty{}};
    bool const unlimited = values[4] > unlimited_multiple * values[0] && values[0] > 0.0;
    summary.row(id, {id, cell("benchmark", values[0]), cell("expenditure", values[1]), rate,
                     cell("base_ffs", values[2]), cell("upside", std::max(values[3], 0.0)),
                     cell("owed", std::max(-values[3], 0.0)),
                     unlimited ? Cell{std::string("unlimited")} : cell("most_owed", values[4])});
    if (values[5] == 0.0)
      summary.note(id +
                   ": no exposure (no member months, or no benchmark), so only our own fixed cost stands");
    ledgers.push_back(ledger_table(opened, ledger, calendar, actuals));
    Table ladder = ladder_table(id, opened.contract->terms, opened.start, [&](Expr const& expr) {
      return evaluate_at({formula("level", expr)}, actuals).front();
    });
    if (!ladder.rows().empty()) ledgers.push_back(std::move(ladder));
  }
  refuse_missing(actuals);
  Settled settled{{summary.build()}, actuals.notices()};
  settled.tables.insert(settled.tables.end(), ledgers.begin(), ledgers.end());
  return settled;
}

Settled payoff_of_study(CompiledStudy const& study, SettleSetting const& setting, PayoffGrid const& grid) {
  std::size_t const year = axis_year(study, setting);
  int const calendar = study.plan.years()[year];
  Actuals actuals(study);
  Settled settled;
  std::vector<ContractPayoff> const all = payoffs(opened(study, setting, year), actuals, settled.notices);
  refuse_missing(actuals);
  if (!all.empty()) settled.tables = {grid_table(all, grid, calendar), kink_table(all, grid, calendar)};
  if (all.size() > 1)
    if (Table crossing = crossing_table(all, grid, calendar); !crossing.rows().empty())
      settled.tables.push_back(std::move(crossing));
  for (std::string const& notice : actuals.notices()) settled.notices.push_back(notice);
  return settled;
}

}  // namespace plimsoll
