#include "plimsoll/models/contract/own_cost.hpp"

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr apply(Administration const& term, Position const& at) {
  if (term.pmpm) return -(at.value(*term.pmpm) * at.member_months());
  if (term.share_of_benchmark) return -(at.value(*term.share_of_benchmark) * at.benchmark);
  return -at.value(*term.dollars);
}

std::vector<Problem> faults_in(Administration const& term, PanelView const&) {
  return unless_one_given({{"pmpm", term.pmpm.has_value()},
                           {"share_of_benchmark", term.share_of_benchmark.has_value()},
                           {"dollars", term.dollars.has_value()}});
}

}  // namespace plimsoll
