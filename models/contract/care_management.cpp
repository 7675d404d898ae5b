#include "plimsoll/models/contract/care_management.hpp"

#include "months_paid.hpp"

namespace plimsoll {

bool exclude_each_other(FeeCode a, FeeCode b) {
  auto const barred_beside_apcm = [](FeeCode code) { return code != FeeCode::other; };
  return (a == FeeCode::apcm && barred_beside_apcm(b)) || (b == FeeCode::apcm && barred_beside_apcm(a));
}

Expr allowed(FeeStream const& stream, Position const& at) {
  Expr const enrolled_months =
      months_paid(stream.members, at) * at.value(stream.eligible) * at.value(stream.enrolled);
  return enrolled_months * at.value(stream.billed) * at.value(stream.fee) * (1.0 - at.value(stream.denial));
}

Expr apply(CareManagementFee const& term, Position const& at) {
  Expr const payer = at.value(term.payer_share);
  Expr const collected =
      payer * (1.0 - at.value(term.sequestration)) + (1.0 - payer) * at.value(term.coinsurance_collected);
  return allowed(term.stream, at) * collected;
}

Expr apply(CountedFees const& term, Position const& at) {
  return allowed(term.stream, at) * at.value(term.payer_share) * (1.0 - at.value(term.benchmark_includes));
}

}  // namespace plimsoll
