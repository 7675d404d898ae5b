#include "plimsoll/models/contract/savings.hpp"

namespace plimsoll {

Expr apply(GrossSavings const&, Position const& at) {
  return at.benchmark - at.cost;
}

Expr apply(UpsideOnly const&, Position const& at) {
  return select(at.balance < 0.0, -at.balance, 0.0);
}

// rate · balance - balance, not (rate - 1) · balance: added back to the balance it gives rate · balance to
// the last bit wherever rate is at least one half, and one rounding otherwise.
Expr apply(SavingsShare const& term, Position const& at) {
  return select(at.balance > 0.0, at.value(term.rate) * at.balance - at.balance, 0.0);
}

Expr apply(LossShare const& term, Position const& at) {
  return select(at.balance < 0.0, at.value(term.rate) * at.balance - at.balance, 0.0);
}

}  // namespace plimsoll
