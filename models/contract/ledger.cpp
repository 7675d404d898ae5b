#include "plimsoll/models/contract/ledger.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll {
namespace {

constexpr double boundless = 1000.0;  // times benchmark: beyond every cap a contract can bind on

std::string cites_of(NamedTerm const& named) {
  auto const own = named.cites.find("");
  return own != named.cites.end() ? own->second : std::string{clause_of(named.term).cites};
}

/// 1 where there is something to settle.
Expr exposed(std::span<NamedTerm const> terms, Position const& at) {
  bool const compares = std::any_of(terms.begin(), terms.end(),
                                    [](NamedTerm const& named) { return needs_benchmark(named.term); });
  if (at.view.without_members) return compares ? at.benchmark > 0.0 : Expr{1.0};
  Expr const anyone = at.member_months() > 0.0;
  return compares ? anyone && at.benchmark > 0.0 : anyone;
}

LedgerLine write_line(NamedTerm const& named, Position& position) {
  Clause const& clause = clause_of(named.term);
  Target const target = target_of(named.term);
  Expr const line = advance(named, position);
  return {named.name, clause.kind, clause.says, cites_of(named), target, line, position.running(target)};
}

/// What is spent although there is nothing to settle.
Expr spent_regardless(std::span<NamedTerm const> terms, Position const& at) {
  std::optional<Expr> sum;
  for (NamedTerm const& named : terms)
    if (stands_without_exposure(named.term)) sum = sum ? *sum + at.line(named.name) : at.line(named.name);
  return sum ? round_cents(*sum) : Expr{0.0};
}

LedgerLine write_rounding(std::span<NamedTerm const> terms, Position& position, Expr const& exposure) {
  Expr const settled = select(exposure, round_cents(position.balance), spent_regardless(terms, position));
  Expr const line = settled - position.balance;
  position.balance = settled;
  return {"rounding",
          "rounding",
          "Rounds to whole cents, half away from zero; no exposure leaves our own fixed cost only.",
          "",
          Target::balance,
          line,
          settled};
}

void refuse_faults(std::span<NamedTerm const> terms, Position const& start) {
  std::set<std::string> outside;
  for (auto const& [name, line] : start.lines) outside.insert(name);
  auto faults = faults_of(terms, start.view, outside);
  if (!faults.empty()) throw InputError(std::move(faults));
}

bool on_members_cost(NamedTerm const& named) {
  return target_of(named.term) == Target::cost && grain_of(named.term) == Grain::member;
}

enum class MemberTerms { written, passed_over };

Ledger write(std::span<NamedTerm const> terms, Position start, MemberTerms member_terms) {
  refuse_faults(terms, start);
  Ledger ledger;
  for (NamedTerm const& named : terms)
    if (member_terms == MemberTerms::written || !on_members_cost(named))
      ledger.lines.push_back(write_line(named, start));
    else
      start.lines.insert_or_assign(named.name, 0.0);
  ledger.exposed = exposed(terms, start);
  ledger.lines.push_back(write_rounding(terms, start, ledger.exposed));
  ledger.cost = start.cost;
  ledger.benchmark = start.benchmark;
  ledger.base = start.base;
  ledger.settlement = start.balance;
  return ledger;
}

}  // namespace

Ledger write_ledger(std::span<NamedTerm const> terms, Position start) {
  return write(terms, std::move(start), MemberTerms::written);
}

Ledger write_ledger_after_members(std::span<NamedTerm const> terms, Position start) {
  return write(terms, std::move(start), MemberTerms::passed_over);
}

Expr contract_maximum(std::span<NamedTerm const> terms, Position start) {
  start.cost = boundless * write_ledger(terms, start).benchmark;
  start.outcome = Outcome::worst;
  return max(-write_ledger_after_members(terms, std::move(start)).settlement, 0.0);
}

Expr most_earned(std::span<NamedTerm const> terms, Position start) {
  start.cost = 0.0;
  start.outcome = Outcome::best;
  return write_ledger_after_members(terms, std::move(start)).settlement;
}

}  // namespace plimsoll
