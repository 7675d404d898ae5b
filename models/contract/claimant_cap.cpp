#include "plimsoll/models/contract/claimant_cap.hpp"

namespace plimsoll {

Expr apply(ClaimantCap const& term, Position const& at) {
  std::optional<Expr> excess;
  for (std::size_t index = 0; index < at.view.classes.size(); ++index) {
    auto const limit = term.limits.find(at.view.classes[index]);
    if (limit == term.limits.end()) continue;
    Expr const above = at.excess(static_cast<ExposureClass>(index), limit->second);
    excess = excess ? *excess + above : above;
  }
  return excess ? -*excess : Expr{0.0};
}

}  // namespace plimsoll
