#include "plimsoll/models/contract/benchmark_adjustment.hpp"

#include <fmt/format.h>

#include "class_build.hpp"
#include "plimsoll/models/contract/prior_savings.hpp"
#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t years_before = 3;  // of the prior savings adjustment

/// A flat amount for every type, where it is worth more than the adjustments so far.
ClassBenchmark at_least(ClassBenchmark build, Expr const& flat) {
  std::vector<Expr> so_far;
  for (std::size_t i = 0; i < build.classes.size(); ++i) so_far.push_back(adjustment_of(build, i));
  Expr const worth_more = base_mean(build, so_far) < flat;
  for (std::size_t i = 0; i < build.classes.size(); ++i)
    adjust(build, i, select(worth_more, flat, so_far[i]));
  return build;
}

Expr regional(RegionalAdjustment const& term, Expr const& weighted, Expr const& national,
              Position const& at) {
  Expr const up = min(weighted, at.value(term.cap_up) * national);
  Expr const down = max(weighted, -(at.value(term.cap_down) * national)) * (1.0 - at.value(term.offset));
  return select(weighted < 0.0, down, up);
}

}  // namespace

ClassBenchmark built(RegionalAdjustment const& term, Position const& at) {
  ClassBenchmark build = *at.build;
  std::vector<Expr> difference;
  for (std::size_t i = 0; i < build.classes.size(); ++i)
    difference.push_back(value_of(term.region, build.classes[i], at) - build.historical[i]);
  Expr const weight = select(base_mean(build, difference) > 0.0, at.value(term.weight_when_lower),
                             at.value(term.weight_when_higher));
  for (std::size_t i = 0; i < build.classes.size(); ++i)
    adjust(build, i, regional(term, weight * difference[i], build.national[i], at));
  return term.floor ? at_least(std::move(build), at.value(*term.floor)) : build;
}

std::vector<Problem> faults_in(RegionalAdjustment const& term, PanelView const& view) {
  std::vector<Problem> problems;
  require_classes(view, "region", term.region, problems);
  return problems;
}

ClassBenchmark built(PriorSavingsAdjustment const& term, Position const& at) {
  std::vector<Expr> gains;
  for (Quantity const& gain : term.gains) gains.push_back(at.value(gain));
  Expr const most = at.value(term.cap) * base_mean(*at.build, at.build->national);
  return at_least(*at.build, prior_savings(gains, {at.value(term.share), at.value(term.prorate), most}));
}

std::vector<Problem> faults_in(PriorSavingsAdjustment const& term, PanelView const&) {
  if (term.gains.size() == years_before) return {};
  return {term_fault("gains", fmt::format("lists {} years, not {}", term.gains.size(), years_before),
                     "the adjustment is the mean of the three years before the agreement",
                     "write 0 for a year that was not reconciled")};
}

ClassBenchmark built(PopulationAdjustment const& term, Position const& at) {
  Expr const share = at.value(term.share);
  Expr const flat = share * at.value(term.scaler) * base_mean(*at.build, at.build->national);
  return at_least(*at.build, select(share >= at.value(term.threshold), flat, 0.0));
}

}  // namespace plimsoll
