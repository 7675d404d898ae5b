#include "plimsoll/models/contract/hospital_adjustment.hpp"

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr apply(ValueBasedPurchasing const& term, Position const& at) {
  Expr const divisor = at.value(term.divisor), withhold = at.value(term.withhold);
  // The best score is the divisor itself: 110 points where 110 can be had.
  Expr const score = at.outcome == Outcome::best ? divisor : at.score(term.score);
  Expr const adjustment = withhold * score / divisor * at.value(term.slope) - withhold;
  return (term.most ? min(adjustment, at.value(*term.most)) : adjustment) * at.value(term.payments);
}

Expr apply(ReadmissionsReduction const& term, Position const& at) {
  Expr const most = at.value(term.most) * at.value(term.base_payments);
  if (at.outcome == Outcome::best) return 0.0;
  if (at.outcome == Outcome::worst) return -most;
  Expr excess = 0.0;
  for (ReadmissionCondition const& condition : term.conditions)
    excess = excess + at.value(condition.payments) *
                          max(0.0, at.value(condition.ratio) - at.value(condition.peer_median));
  return -min(most, at.value(term.neutrality) * excess);
}

std::vector<Problem> faults_in(ReadmissionsReduction const& term, PanelView const&) {
  if (!term.conditions.empty()) return {};
  return {term_fault("conditions", "names no condition", "there would be nothing to penalise",
                     "list [{ name = ..., payments = ..., ratio = ..., peer_median = ... }]")};
}

}  // namespace plimsoll
