#include "plimsoll/models/contract/fees.hpp"

#include <algorithm>

#include "months_paid.hpp"
#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr apply(MemberFee const& term, Position const& at) {
  return at.value(term.pmpm) * months_paid(term.members, at);
}

Expr apply(VisitFee const& term, Position const& at) {
  return at.value(term.fee) * at.value(term.visits) * (months_paid(term.members, at) / 12.0);
}

Expr apply(Leakage const& term, Position const& at) {
  return select(at.balance > 0.0, -(at.value(term.share) * at.balance), 0.0);
}

Expr apply(PerformanceAdjustment const& term, Position const& at) {
  Expr const floor = at.value(term.floor), ceiling = at.value(term.ceiling);
  Expr rate = clip(at.value(term.rate), floor, ceiling);
  if (at.outcome == Outcome::worst) rate = floor;
  if (at.outcome == Outcome::best) rate = ceiling;
  return select(at.balance > 0.0, rate * at.balance, 0.0);
}

std::vector<Problem> faults_in(PerformanceAdjustment const& term, PanelView const&) {
  if (!term.floor.is_fixed() || !term.ceiling.is_fixed()) return {};
  for (std::size_t year = 0; year < std::max(term.floor.years_listed(), term.ceiling.years_listed()); ++year)
    if (term.floor.fixed(year) > term.ceiling.fixed(year))
      return {term_fault("floor", "above the ceiling", "", "swap floor and ceiling")};
  return {};
}

Expr apply(ProgramCost const& term, Position const& at) {
  Expr const enrolled_months =
      months_paid(term.members, at) * at.value(term.eligible) * at.value(term.enrolled);
  return -(at.value(term.pmpm) * enrolled_months);
}

}  // namespace plimsoll
