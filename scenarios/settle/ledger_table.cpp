#include "settle/ledger_table.hpp"

#include <fmt/format.h>

#include "settle/opened_contracts.hpp"

namespace plimsoll {
namespace {

TableBuilder ledger_columns(std::string const& id, std::string const& title) {
  TableBuilder table(id, title);
  table.column("line", "line", Unit::none, Presentation::text)
      .column("kind", "clause", Unit::none, Presentation::text)
      .column("target", "acts on", Unit::none, Presentation::text)
      .column("amount", "amount", Unit::dollars, Presentation::cents)
      .column("after", "after", Unit::dollars, Presentation::cents)
      .column("cites", "source", Unit::none, Presentation::text);
  return table;
}

}  // namespace

std::vector<NamedExpr> ledger_formulas(Position const& start, Ledger const& ledger) {
  std::vector<NamedExpr> formulas{formula("cost", start.cost), formula("benchmark", start.benchmark)};
  for (LedgerLine const& line : ledger.lines) {
    formulas.push_back(formula(line.name, line.line));
    formulas.push_back(formula(line.name + ".after", line.after));
  }
  return formulas;
}

Table ledger_table(std::string const& id, std::string const& title, ContractTable const& contract,
                   Ledger const& ledger, std::span<double const> values) {
  TableBuilder table = ledger_columns(id, title);
  auto const opening = [&](char const* name, char const* says, std::size_t at) {
    table.row(std::string("opening.") + name,
              {std::string(name), std::string(says), std::string(name), Empty{},
               dollars(fmt::format("{}.opening.{}", contract.id, name), values[at]), Empty{}});
  };
  if (!contract.population.empty()) opening("cost", "what members cost", 0);
  if (!contract.benchmark.empty()) opening("benchmark", "benchmark of the study", 1);
  for (std::size_t i = 0; i < ledger.lines.size(); ++i) {
    LedgerLine const& line = ledger.lines[i];
    table.row(line.name,
              {line.name, std::string(line.kind), std::string(name_in_study(line.target)),
               dollars(fmt::format("{}.{}.line", contract.id, line.name), values[2 + 2 * i]),
               dollars(fmt::format("{}.{}.after", contract.id, line.name), values[3 + 2 * i]), line.cites});
  }
  table.note(
      "acts on: the running amount the line is added to; the balance after the last line is the settlement");
  return table.build();
}

}  // namespace plimsoll
