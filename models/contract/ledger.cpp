#include "plimsoll/models/contract/ledger.hpp"

#include <utility>

namespace plimsoll {
namespace {

constexpr double boundless_cost = 1000.0;  // times benchmark: beyond every cap a contract can bind on

std::string cites_of(NamedTerm const& named) {
  auto const own = named.cites.find("");
  return own != named.cites.end() ? own->second : std::string{clause_of(named.term).cites};
}

Expr& at_target(Position& position, Target target) {
  switch (target) {
    case Target::cost: return position.cost;
    case Target::benchmark: return position.benchmark;
    case Target::balance: break;
  }
  return position.balance;
}

/// Settled where someone was exposed to a benchmark, 0 elsewhere.
Expr where_exposed(Position const& at, Expr const& settled) {
  return select(at.member_months() > 0.0 && at.benchmark > 0.0, settled, 0.0);
}

LedgerLine apply_term(NamedTerm const& named, Position& position) {
  Clause const& clause = clause_of(named.term);
  Target const target = target_of(named.term);
  Expr const line = line_of(named.term, position);
  Expr& amount = at_target(position, target);
  amount = amount + line;
  return {named.name, clause.kind, clause.says, cites_of(named), target, line, amount};
}

LedgerLine apply_rounding(Position& position) {
  Expr const settled = where_exposed(position, round_cents(position.balance));
  Expr const line = settled - position.balance;
  position.balance = settled;
  return {"rounding",
          "rounding",
          "Rounds to whole cents, half away from zero; 0 where there was no exposure.",
          "",
          Target::balance,
          line,
          settled};
}

void refuse_faults(std::span<NamedTerm const> terms, PanelView const& view) {
  auto faults = faults_of(terms, view);
  if (!faults.empty()) throw InputError(std::move(faults));
}

/// The settlement if cost, after every term that changes it, came to `cost`.
Expr settlement_at(std::span<NamedTerm const> terms, Position start, Expr const& cost) {
  refuse_faults(terms, start.view);
  start.cost = cost;
  for (NamedTerm const& named : terms)
    if (target_of(named.term) != Target::cost) apply_term(named, start);
  apply_rounding(start);
  return start.balance;
}

}  // namespace

Ledger write_ledger(std::span<NamedTerm const> terms, Position start) {
  refuse_faults(terms, start.view);
  Ledger ledger;
  for (NamedTerm const& named : terms) ledger.lines.push_back(apply_term(named, start));
  ledger.lines.push_back(apply_rounding(start));
  ledger.cost = start.cost;
  ledger.benchmark = start.benchmark;
  ledger.settlement = start.balance;
  return ledger;
}

Expr contract_maximum(std::span<NamedTerm const> terms, Position start) {
  Expr const cost = boundless_cost * start.benchmark;
  return -settlement_at(terms, std::move(start), cost);
}

Expr most_earned(std::span<NamedTerm const> terms, Position start) {
  return settlement_at(terms, std::move(start), 0.0);
}

}  // namespace plimsoll
