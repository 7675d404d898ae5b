#include "plimsoll/models/contract/deductible.hpp"

namespace plimsoll {

Expr apply(SavingsDeductible const& term, Position const& at) {
  return select(at.balance > 0.0, -min(at.balance, at.value(term.rate) * at.benchmark), 0.0);
}

Expr apply(LossDeductible const& term, Position const& at) {
  return select(at.balance < 0.0, min(-at.balance, at.value(term.rate) * at.benchmark), 0.0);
}

}  // namespace plimsoll
