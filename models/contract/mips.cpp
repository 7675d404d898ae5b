#include "plimsoll/models/contract/mips.hpp"
#include "plimsoll/core/share_slack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

/// Share of payments added at this final score. A quarter of the threshold and less loses the whole rate
/// (Social Security Act 1848(q)(6)(A)(iv)(II)).
template <class Mips>
Expr adjustment(Mips const& term, Expr const& score, Position const& at) {
  Expr const threshold = at.value(term.threshold), rate = at.value(term.rate);
  Expr const gain = rate * at.value(term.scaling) * (score - threshold) / (1.0 - threshold);
  Expr const loss = -(rate * (threshold - score) / (threshold - at.value(term.negative_anchor)));
  return select(score >= threshold, gain, select(score <= threshold / 4.0, -rate, loss));
}

/// Above a quarter of the threshold the loss would pass the rate before it reaches it.
template <class Mips>
std::vector<Problem> faults_of_anchor(Mips const& term) {
  Quantity const &anchor = term.negative_anchor, &threshold = term.threshold;
  if (!anchor.is_fixed() || !threshold.is_fixed() || anchor.fixed() <= threshold.fixed() / 4.0) return {};
  return {term_fault("negative_anchor", "above a quarter of the threshold",
                     "losses would be larger than the applicable per cent",
                     fmt::format("give 0, or {}", threshold.fixed() / 4.0))};
}

}  // namespace

Expr apply(MipsAdjustment const& term, Position const& at) {
  return adjustment(term, at.score(term.score), at) * at.value(term.allowed);
}

std::vector<Problem> faults_in(MipsAdjustment const& term, PanelView const&) {
  return faults_of_anchor(term);
}

Expr apply(MipsCategoryAdjustment const& term, Position const& at) {
  Expr const score = at.value(term.quality_weight) * at.score(term.quality) +
                     at.value(term.cost_weight) * at.score(term.cost) +
                     at.value(term.improvement_weight) * at.score(term.improvement) +
                     at.value(term.interoperability_weight) * at.score(term.interoperability);
  return adjustment(term, score, at) * at.value(term.allowed);
}

std::vector<Problem> faults_in(MipsCategoryAdjustment const& term, PanelView const&) {
  auto faults = faults_of_anchor(term);
  double sum = 0.0;
  for (Quantity const* weight : std::array{&term.quality_weight, &term.cost_weight, &term.improvement_weight,
                                           &term.interoperability_weight}) {
    if (!weight->is_fixed()) return faults;
    sum += weight->fixed();
  }
  if (std::abs(sum - 1.0) > share_slack)
    faults.push_back(term_fault("", fmt::format("category weights sum to {:.6g}", sum), "they must sum to 1",
                                "give a weight that is set to 0 to the other categories"));
  return faults;
}

}  // namespace plimsoll
