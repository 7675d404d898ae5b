#include "plimsoll/models/contract/withhold.hpp"

namespace plimsoll {

Expr apply(BenchmarkDiscount const& term, Position const& at) {
  return -(at.value(term.rate) * at.benchmark);
}

Expr apply(Withhold const& term, Position const& at) {
  return -(at.value(term.rate) * at.benchmark);
}

Expr apply(EarnBack const& term, Position const& at) {
  return -(at.score(term.score) * at.line(term.of));
}

}  // namespace plimsoll
