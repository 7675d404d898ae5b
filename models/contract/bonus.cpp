#include "plimsoll/models/contract/bonus.hpp"

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr apply(BaseRevenue const& term, Position const& at) {
  Expr const usual = term.dollars ? at.value(*term.dollars) : at.value(*term.pmpm) * at.member_months();
  return at.volume ? usual * *at.volume : usual;
}

std::vector<Problem> faults_in(BaseRevenue const& term, PanelView const&) {
  if (term.dollars.has_value() != term.pmpm.has_value()) return {};
  return {term_fault("", "needs either dollars or pmpm", "", "give one of the two")};
}

Expr apply(Bonus const& term, Position const& at) {
  if (term.share_of_base) return at.value(*term.share_of_base) * at.base;
  return term.dollars ? at.value(*term.dollars) : at.value(*term.pmpm) * at.member_months();
}

std::vector<Problem> faults_in(Bonus const& term, PanelView const&) {
  int const given = term.share_of_base.has_value() + term.dollars.has_value() + term.pmpm.has_value();
  if (given == 1) return {};
  return {term_fault("", "needs one of share_of_base, dollars and pmpm",
                     given == 0 ? "no amount is given" : "a bonus is one amount",
                     given == 0 ? "give one of the three" : "keep one; add another bonus term for the rest")};
}

Expr apply(CostGate const& term, Position const& at) {
  if (at.outcome == Outcome::best) return 0.0;
  Expr const cancelled = select(at.balance > 0.0, -at.balance, 0.0);
  if (at.outcome == Outcome::worst) return cancelled;
  Expr const cost = round_cents(at.cost);
  Expr const baseline = at.value(term.base_pmpm) * at.member_months();
  Expr within = cost <= round_cents((1.0 + at.value(term.up_to)) * baseline);
  if (term.down_to) within = within && cost >= round_cents((1.0 - at.value(*term.down_to)) * baseline);
  return select(within, 0.0, cancelled);
}

}  // namespace plimsoll
