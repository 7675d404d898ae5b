#include "settle/gross_payoff.hpp"

namespace plimsoll {
namespace {

/// The ledger over a cost that is not known yet, and the benchmark savings are measured on.
struct Opened {
  Ledger ledger;
  Expr benchmark;
};

Opened open_cost(OpenedContract const& opened) {
  Position start = opened.start;
  start.cost = Expr::named(std::string(payoff_cost));
  Ledger ledger = write_ledger_after_members(*opened.terms, start);
  Expr const benchmark = opened.contract->benchmark.empty() ? ledger.benchmark : opened.start.benchmark;
  return {std::move(ledger), benchmark};
}

}  // namespace

std::optional<Payoff> gross_payoff(OpenedContract const& opened,
                                   std::function<double(ColumnSource const&)> const& number_of) {
  Opened const open = open_cost(opened);
  Program const program = compile({formula("benchmark", open.benchmark)});
  std::vector<double> columns;
  for (ColumnSource const& leaf : program.columns) columns.push_back(number_of(leaf));
  double const benchmark = evaluate(program, columns).front();
  if (!(benchmark > 0.0)) return std::nullopt;
  return Payoff(open.ledger, benchmark, number_of);
}

std::vector<ColumnSource> payoff_leaves(OpenedContract const& opened) {
  Opened const open = open_cost(opened);
  std::vector<NamedExpr> formulas{formula("benchmark", open.benchmark)};
  for (LedgerLine const& line : open.ledger.lines) formulas.push_back(formula(line.name, line.after));
  std::vector<ColumnSource> leaves;
  for (ColumnSource const& leaf : compile(formulas).columns)
    if (!same_source(leaf, NamedColumn{std::string(payoff_cost)})) leaves.push_back(leaf);
  return leaves;
}

}  // namespace plimsoll
