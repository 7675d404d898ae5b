#include "plimsoll/models/contract/episode.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

Expr episodes_of(EpisodeTarget const& term, Position const& at) {
  if (term.episodes) return at.value(*term.episodes);
  return term.cell ? at.person_years(*term.cell) : at.person_years();
}

Expr target_price(EpisodeTarget const& term, Position const& at) {
  Expr normalisation = at.value(term.normalisation);
  if (term.normalisation_cap) {
    Expr const most = at.value(*term.normalisation_cap);
    normalisation = clip(normalisation, 1.0 - most, 1.0 + most);
  }
  Expr growth = at.value(term.retrospective_trend);
  if (term.retrospective_trend_cap) {
    Expr const most = at.value(*term.retrospective_trend_cap);
    growth = clip(growth, -most, most);
  }
  Expr const preliminary =
      at.value(term.price) * (1.0 + at.value(term.trend)) * (1.0 - at.value(term.discount));
  return round_cents(preliminary * at.value(term.risk) * normalisation * (1.0 + growth));
}

}  // namespace

Expr apply(EpisodeTarget const& term, Position const& at) {
  return target_price(term, at) * episodes_of(term, at);
}

std::vector<Problem> faults_in(EpisodeTarget const& term, PanelView const& view) {
  if (!term.cell || term.episodes) return {};
  if (view.without_members)
    return {term_fault("cell", "needs a population", "a price cell is one of its enrolment types",
                       "name the population in the contract, or give the number of episodes")};
  if (view.classes.empty() ||
      std::find(view.classes.begin(), view.classes.end(), *term.cell) != view.classes.end())
    return {};
  return {term_fault("cell", fmt::format("there is no enrolment type \"{}\"", *term.cell),
                     "a price cell is an enrolment type of the population",
                     fmt::format("types are {}", fmt::join(view.classes, ", ")))};
}

Expr apply(CompositeQuality const& term, Position const& at) {
  Expr const score = at.score(term.score);
  Expr const kept_back = at.value(term.savings_weight) * (1.0 - score);
  Expr const forgiven = at.value(term.loss_weight) * score;
  return -(select(at.balance >= 0.0, kept_back, forgiven) * at.balance);
}

Expr apply(PostEpisodeSpending const& term, Position const& at) {
  Expr const above = max(at.value(term.spending) - at.value(term.threshold), 0.0);
  return -(above * (term.episodes ? at.value(*term.episodes) : at.person_years()));
}

}  // namespace plimsoll
