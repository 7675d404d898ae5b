#include "plimsoll/models/contract/capitation.hpp"

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr apply(Capitation const& term, Position const& at) {
  return at.value(term.pmpm) * at.member_months();
}

Expr apply(PercentOfPremium const& term, Position const& at) {
  return at.value(term.share) * at.value(term.premium_pmpm) * at.member_months();
}

Expr apply(MlrCorridor const& term, Position const& at) {
  Expr counted = at.cost;
  if (term.floor) counted = max(counted, at.value(*term.floor) * at.benchmark);
  if (term.cap) counted = min(counted, at.value(*term.cap) * at.benchmark);
  Expr const gap = at.value(term.target_ratio) * at.benchmark - counted;
  Expr const band = at.value(term.corridor) * at.benchmark;
  return select(gap > band, at.value(term.savings_share) * (gap - band),
                select(gap < -band, at.value(term.loss_share) * (gap + band), 0.0));
}

std::vector<Problem> faults_in(MlrCorridor const& term, PanelView const&) {
  std::vector<Problem> problems;
  if (term.floor && term.cap && above_anywhere(*term.floor, *term.cap))
    problems.push_back(term_fault("cap", "below the floor", "both are loss ratios: no cost would count",
                                  "swap cap and floor"));
  else if (term.cap && above_anywhere(term.target_ratio, *term.cap))
    problems.push_back(term_fault("cap", "below the target", "no loss would ever be shared",
                                  "write a loss ratio above the target"));
  else if (term.floor && above_anywhere(*term.floor, term.target_ratio))
    problems.push_back(term_fault("floor", "above the target", "no savings would ever be shared",
                                  "write a loss ratio below the target"));
  return problems;
}

}  // namespace plimsoll
