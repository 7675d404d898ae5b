#pragma once

#include <optional>

#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Reinsurance of the settlement itself: of what is owed above a retention an insurer pays its share, up to a
/// limit, for a fixed premium a year. It sees the balance as it stands, so it belongs after shares and caps.
struct SettlementCover {
  Quantity attachment;
  std::optional<Quantity> limit;
  Quantity coinsurance = 1.0;
  Quantity premium;
  static constexpr Clause clause{"settlement_cover",
                                 "Recovers what is owed above a retention, up to a limit, for a premium.",
                                 "reinsurance of a shared-risk settlement"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("attachment", &SettlementCover::attachment, Unit::dollars, not_negative,
               "amount owed in the year above which the insurer pays"),
      optional("limit", &SettlementCover::limit, Unit::dollars, not_negative,
               "width of the layer above the attachment; no end when not given"),
      optional("coinsurance", &SettlementCover::coinsurance, Unit::fraction, unit_interval,
               "share of the layer the insurer pays"),
      required("premium", &SettlementCover::premium, Unit::dollars, not_negative, "premium of the year"));
};
/// Line: coinsurance · min(max(0, -balance - attachment), limit) - premium.
Expr apply(SettlementCover const& term, Position const& at);

}  // namespace plimsoll
