#include "plimsoll/models/contract/quality.hpp"

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

/// Truth of a 0/1 quantity.
Expr is_met(Expr const& flag) {
  return flag >= 0.5;
}

}  // namespace

Expr apply(QualityStandard const& term, Position const& at) {
  Expr const score = at.score(term.score);
  Expr const scale =
      select(score >= at.value(term.standard), 1.0, select(is_met(at.score(term.alternative)), score, 0.0));
  return select(at.balance > 0.0, scale * at.balance - at.balance, 0.0);
}

Expr apply(QualityScale const& term, Position const& at) {
  Expr const score = at.score(term.score);
  Expr const scale = select(score >= at.value(term.minimum), score, 0.0);
  return select(at.balance > 0.0, scale * at.balance - at.balance, 0.0);
}

Expr apply(QualityLossShare const& term, Position const& at) {
  Expr const score = at.score(term.score);
  Expr const met = score >= at.value(term.standard) || is_met(at.score(term.alternative));
  Expr const ceiling = at.value(term.ceiling);
  Expr const rate =
      select(met, clip(1.0 - at.value(term.share_rate) * score, at.value(term.floor), ceiling), ceiling);
  return select(at.balance < 0.0, rate * at.balance - at.balance, 0.0);
}

std::vector<Problem> faults_in(QualityLossShare const& term, PanelView const&) {
  if (!above_anywhere(term.floor, term.ceiling)) return {};
  return {term_fault("floor", "above the ceiling", "", "swap floor and ceiling")};
}

}  // namespace plimsoll
