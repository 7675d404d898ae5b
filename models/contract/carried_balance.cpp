#include "plimsoll/models/contract/carried_balance.hpp"

namespace plimsoll {

CarriedYear carry(Expr const& settled, CarriedBalance const& opening, CarriedShares const& shares,
                  Expr const& ends) {
  Expr const made_good = min(max(settled, 0.0), -opening.losses);
  Expr const used_up = min(max(-settled, 0.0), opening.gains);
  Expr const left = settled - made_good + used_up;
  Expr const lost = round_cents(shares.losses * max(-left, 0.0));
  Expr const gained = round_cents(shares.gains * max(left, 0.0));
  CarriedBalance const closing{round_cents(opening.losses + made_good - lost),
                               round_cents(opening.gains - used_up + gained)};
  Expr const paid = left + lost - gained;
  return {round_cents(select(ends, paid + closing.total(), paid)),
          {select(ends, 0.0, closing.losses), select(ends, 0.0, closing.gains)}};
}

}  // namespace plimsoll
