#include <fmt/format.h>

#include <algorithm>

#include "opened_contracts.hpp"
#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/scenarios/ladder_table.hpp"

namespace plimsoll {
namespace {

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

Table ledger_table(OpenedContract const& opened, Ledger const& ledger, int year, Actuals& actuals) {
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

}  // namespace

Settled settle_study(CompiledStudy const& study, SettleSetting const& setting) {
  std::size_t const year = axis_year(study, setting);
  int const calendar = study.plan.years()[year];
  Actuals actuals(study, year);
  TableBuilder summary = side_by_side(calendar);
  std::vector<Table> ledgers;
  for (OpenedContract const& opened : opened_contracts(study, setting, year)) {
    std::string const& id = opened.contract->id;
    Ledger const ledger = write_ledger(*opened.terms, opened.start);
    std::vector<double> const values =
        evaluate_at({formula("benchmark", ledger.benchmark), formula("cost", ledger.cost),
                     formula("base", ledger.base), formula("settlement", ledger.settlement),
                     formula("most", contract_maximum(*opened.terms, opened.start)),
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
    Table ladder = ladder_table(id, *opened.terms, opened.start, [&](Expr const& expr) {
      return evaluate_at({formula("level", expr)}, actuals).front();
    });
    if (!ladder.rows().empty()) ledgers.push_back(std::move(ladder));
  }
  actuals.refuse_missing();
  Settled settled{{summary.build()}, actuals.notices()};
  for (ContractTable const& contract : study.loaded.study.contract)
    if (AgreementTable const* agreement = study.loaded.study.agreement.find(contract.agreement);
        agreement && (agreement->exit || agreement->carry))
      settled.notices.push_back(fmt::format(
          "contract.{}: the year is settled by itself, as if the contract stood and nothing was carried",
          contract.id));
  settled.tables.insert(settled.tables.end(), ledgers.begin(), ledgers.end());
  return settled;
}

}  // namespace plimsoll
