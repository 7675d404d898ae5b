#include "plimsoll/models/contract/cost_adjustment.hpp"

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr apply(PoolingCharge const& term, Position const& at) {
  return term.pmpm ? at.value(*term.pmpm) * at.member_months() : at.value(*term.share_of_cost) * at.cost;
}

std::vector<Problem> faults_in(PoolingCharge const& term, PanelView const&) {
  return unless_one_given(
      {{"pmpm", term.pmpm.has_value()}, {"share_of_cost", term.share_of_cost.has_value()}});
}

Expr apply(Completion const& term, Position const& at) {
  return at.value(term.factor) * at.cost - at.cost;
}

}  // namespace plimsoll
