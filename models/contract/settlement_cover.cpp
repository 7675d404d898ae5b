#include "plimsoll/models/contract/settlement_cover.hpp"

namespace plimsoll {

Expr apply(SettlementCover const& term, Position const& at) {
  Expr const above = max(-at.balance - at.value(term.attachment), 0.0);
  Expr const layer = term.limit ? min(above, at.value(*term.limit)) : above;
  return at.value(term.coinsurance) * layer - at.value(term.premium);
}

}  // namespace plimsoll
