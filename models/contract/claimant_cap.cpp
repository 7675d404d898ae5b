#include "plimsoll/models/contract/claimant_cap.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {

Expr apply(ClaimantCap const& term, Position const& at) {
  std::optional<Expr> excess;
  for (std::size_t index = 0; index < at.view.classes.size(); ++index) {
    auto const exposure = static_cast<ExposureClass>(index);
    auto const limit = term.limits.find(at.view.classes[index]);
    if (limit == term.limits.end() || !covers(at.view, exposure)) continue;
    Expr const above = at.excess(exposure, limit->second);
    excess = excess ? *excess + above : above;
  }
  return excess ? -*excess : Expr{0.0};
}

/// A limit for a class the study does not have, while a class of the study has none: most likely one name
/// misspelt.
std::vector<Problem> faults_in(ClaimantCap const& term, PanelView const& view) {
  if (!view.single_members) return {};
  auto const unknown = std::find_if(term.limits.begin(), term.limits.end(), [&](auto const& limit) {
    return std::find(view.classes.begin(), view.classes.end(), limit.first) == view.classes.end();
  });
  auto const uncapped = std::find_if(view.classes.begin(), view.classes.end(),
                                     [&](std::string const& label) { return !term.limits.contains(label); });
  if (unknown == term.limits.end() || uncapped == view.classes.end()) return {};
  return {term_fault("limits", fmt::format("no limit for enrolment type \"{}\"", *uncapped),
                     fmt::format("there is one for \"{}\", which the study does not have", unknown->first),
                     "use the same names for both, or drop the limit that is not used")};
}

}  // namespace plimsoll
