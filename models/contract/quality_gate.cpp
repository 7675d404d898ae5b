#include "plimsoll/models/contract/quality_gate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

// Worst and best are taken as ends of the clause, not as scores of 0 and 1: scores here may be counts, stars
// or points.

/// 1 where the condition holds as drawn; never at the worst end, always at the best.
Expr holds(Expr const& condition, Position const& at) {
  switch (at.outcome) {
    case Outcome::worst: return 0.0;
    case Outcome::best: return 1.0;
    case Outcome::drawn: break;
  }
  return condition;
}

Expr scaled(Expr const& share, Position const& at) {
  return select(at.balance > 0.0, share * at.balance - at.balance, 0.0);
}

Expr cancelled_unless(Expr const& condition, Position const& at) {
  return select(at.balance > 0.0, select(holds(condition, at), 0.0, -at.balance), 0.0);
}

}  // namespace

Expr apply(QualityGate const& term, Position const& at) {
  return cancelled_unless(at.value(term.score) >= at.value(term.standard), at);
}

Expr apply(MeasureGate const& term, Position const& at) {
  Expr count = 0.0;
  for (Quantity const& passed : term.passed) count = count + (at.value(passed) >= 0.5);
  Expr const needed = term.needed ? at.value(*term.needed) : Expr{static_cast<double>(term.passed.size())};
  return cancelled_unless(count >= needed, at);
}

Expr apply(Ladder const& term, Position const& at) {
  Expr const score = at.value(term.score);
  Expr share = 0.0;
  for (TablePoint const& step : term.steps) share = select(score >= step.at, step.value, share);
  if (at.outcome == Outcome::worst) share = 0.0;
  if (at.outcome == Outcome::best) share = term.steps.back().value;
  return scaled(share, at);
}

Expr apply(LinearLadder const& term, Position const& at) {
  Expr const low = at.value(term.low);
  Expr const climbed = clip((at.value(term.score) - low) / (at.value(term.high) - low), 0.0, 1.0);
  return scaled(at.outcome == Outcome::drawn ? climbed : holds(climbed, at), at);
}

std::vector<Problem> faults_in(MeasureGate const& term, PanelView const&) {
  if (term.passed.empty())
    return {term_fault("passed", "names no measure", "a gate of nothing lets everything through",
                       "list results such as \"quality.NAME.MEASURE.passed\"")};
  auto const count = static_cast<double>(term.passed.size());
  if (term.needed && term.needed->is_fixed() && term.needed->fixed() > count)
    return {term_fault("needed", fmt::format("{} of {} measures", term.needed->fixed(), count),
                       "the gate would never open", fmt::format("give at most {}", count))};
  return {};
}

std::vector<Problem> faults_in(Ladder const& term, PanelView const&) {
  if (term.steps.empty())
    return {
        term_fault("steps", "has no step", "nothing would ever be paid", "give [least score, share paid]")};
  auto const not_ascending = [](TablePoint const& a, TablePoint const& b) { return !(a.at < b.at); };
  auto const falls = [](TablePoint const& a, TablePoint const& b) { return b.value < a.value; };
  if (std::adjacent_find(term.steps.begin(), term.steps.end(), not_ascending) != term.steps.end())
    return {term_fault("steps", "scores do not ascend", "the step that is reached would not be defined",
                       "order the steps by score, each once")};
  if (std::adjacent_find(term.steps.begin(), term.steps.end(), falls) != term.steps.end())
    return {term_fault("steps", "a higher score is paid less", "", "order the shares from least to most")};
  return {};
}

std::vector<Problem> faults_in(LinearLadder const& term, PanelView const&) {
  if (!term.low.is_fixed() || !term.high.is_fixed()) return {};
  for (std::size_t year = 0; year < std::max(term.low.years_listed(), term.high.years_listed()); ++year)
    if (!(term.low.fixed(year) < term.high.fixed(year)))
      return {term_fault("low", "is not below high", "the scale between them would have no length",
                         "give the lower score first")};
  return {};
}

std::vector<Rung<QualityGate>> rungs_of(QualityGate const& term) {
  if (!term.standard.is_fixed() || term.standard.fixed() <= 0.0) return {};
  return {{0.0, QualityGate{0.0, term.standard}},
          {term.standard.fixed(), QualityGate{term.standard, term.standard}}};
}

std::vector<Rung<MeasureGate>> rungs_of(MeasureGate const& term) {
  std::vector<Rung<MeasureGate>> rungs;
  for (std::size_t count = 0; count <= term.passed.size(); ++count) {
    MeasureGate rung = term;
    for (std::size_t i = 0; i < rung.passed.size(); ++i) rung.passed[i] = i < count ? 1.0 : 0.0;
    rungs.push_back({static_cast<double>(count), std::move(rung)});
  }
  return rungs;
}

std::vector<Rung<Ladder>> rungs_of(Ladder const& term) {
  std::vector<Rung<Ladder>> rungs;
  if (term.steps.front().at > 0.0) rungs.push_back({0.0, Ladder{0.0, term.steps}});
  for (TablePoint const& step : term.steps) rungs.push_back({step.at, Ladder{step.at, term.steps}});
  return rungs;
}

std::vector<Rung<LinearLadder>> rungs_of(LinearLadder const& term) {
  std::vector<Rung<LinearLadder>> rungs;
  for (Quantity const& end : {term.low, term.high}) {
    if (!end.is_fixed()) return {};
    rungs.push_back({end.fixed(), LinearLadder{end, term.low, term.high}});
  }
  return rungs;
}

}  // namespace plimsoll
