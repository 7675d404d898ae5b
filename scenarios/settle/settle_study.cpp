#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/scenarios/ladder_table.hpp"
#include "settle/ledger_table.hpp"
#include "settle/opened_contracts.hpp"

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

Table settled_ledger(OpenedContract const& opened, Ledger const& ledger, int year, Actuals& actuals) {
  std::string const& id = opened.contract->id;
  return ledger_table(fmt::format("ledger.{}.{}", id, year), fmt::format("Ledger of {} for {}, $", id, year),
                      *opened.contract, ledger, evaluate_at(ledger_formulas(opened.start, ledger), actuals));
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
    std::vector<double> const values = evaluate_at(
        {formula("benchmark", ledger.benchmark), formula("cost", ledger.cost), formula("base", ledger.base),
         formula("settlement", ledger.settlement),
         formula("most", contract_maximum(*opened.terms, opened.start)), formula("exposed", ledger.exposed)},
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
    ledgers.push_back(settled_ledger(opened, ledger, calendar, actuals));
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
