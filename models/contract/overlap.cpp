#include "plimsoll/models/contract/overlap.hpp"

namespace plimsoll {

Expr apply(OverlapOut const& term, Position const& at) {
  return -(at.value(term.share) * at.balance);
}

Expr apply(OverlapIn const& term, Position const& at) {
  return -at.line(term.of);
}

}  // namespace plimsoll
