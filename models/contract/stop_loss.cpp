#include "plimsoll/models/contract/stop_loss.hpp"

#include <algorithm>

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr apply(SpecificStopLoss const& term, Position const& at) {
  Expr const above = at.excess(term.attachment, LimitBasis::policy_year);
  Expr const covered = term.maximum ? above - at.excess(*term.maximum, LimitBasis::policy_year) : above;
  return -(at.value(term.coinsurance) * covered);
}

std::vector<Problem> faults_in(SpecificStopLoss const& term, PanelView const&) {
  if (!term.maximum || !above_anywhere(term.attachment, *term.maximum)) return {};
  return {term_fault("maximum", "below the attachment",
                     "both are the cost of one person in the year, not the width of the layer",
                     "write the cost of a person at which cover ends")};
}

Expr apply(AggregateStopLoss const& term, Position const& at) {
  Expr const expected = term.expected_pmpm ? at.value(*term.expected_pmpm) * at.member_months()
                                           : at.value(*term.expected_share_of_benchmark) * at.benchmark;
  Expr const above = max(at.cost - at.value(term.attachment) * expected, 0.0);
  Expr const paid = at.value(term.coinsurance) * above;
  return -(term.maximum ? min(paid, at.value(*term.maximum)) : paid);
}

std::vector<Problem> faults_in(AggregateStopLoss const& term, PanelView const&) {
  return unless_one_given({{"expected_pmpm", term.expected_pmpm.has_value()},
                           {"expected_share_of_benchmark", term.expected_share_of_benchmark.has_value()}});
}

Expr apply(StopLossPremium const& term, Position const& at) {
  return -(at.value(term.pmpm) * at.member_months());
}

}  // namespace plimsoll
