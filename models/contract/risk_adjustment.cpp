#include "plimsoll/models/contract/risk_adjustment.hpp"

#include "class_build.hpp"

namespace plimsoll {
namespace {

/// Multiplies the benchmark of a type by its ratio, if it had anyone in the last base year.
void move_with_risk(ClassBenchmark& build, std::size_t type, Expr const& ratio) {
  Expr const factor = select(build.base_person_years[type] > 0.0, ratio, 1.0);
  build.per_capita[type] = build.per_capita[type] * factor;
  build.two_way[type] = build.two_way[type] * factor;
}

/// The type's ratio as it is coded.
template <class Term>
Expr coded_ratio(Term const& term, std::string const& type, Position const& at) {
  Expr const ratio = value_of(term.ratio, type, at);
  return term.coding_error ? ratio * (1.0 + at.value(*term.coding_error)) : ratio;
}

}  // namespace

ClassBenchmark built(RiskAdjustment const& term, Position const& at) {
  ClassBenchmark build = *at.build;
  for (std::size_t i = 0; i < build.classes.size(); ++i) {
    Expr ratio = coded_ratio(term, build.classes[i], at);
    if (term.cap_up) ratio = min(ratio, 1.0 + at.value(*term.cap_up));
    if (term.cap_down) ratio = max(ratio, 1.0 - at.value(*term.cap_down));
    move_with_risk(build, i, ratio);
  }
  return build;
}

std::vector<Problem> faults_in(RiskAdjustment const& term, PanelView const& view) {
  std::vector<Problem> problems;
  require_classes(view, "ratio", term.ratio, problems);
  return problems;
}

ClassBenchmark built(AggregateRiskAdjustment const& term, Position const& at) {
  ClassBenchmark build = *at.build;
  std::vector<Expr> ratios, dollars;
  Expr total_dollars = 0.0;
  for (std::size_t i = 0; i < build.classes.size(); ++i) {
    ratios.push_back(coded_ratio(term, build.classes[i], at));
    Expr const counted = build.adjusted[i] * at.person_years(build.classes[i]);
    dollars.push_back(select(build.base_person_years[i] > 0.0, counted, 0.0));
    total_dollars = total_dollars + dollars.back();
  }
  Expr const bound = at.value(term.demographic_ratio) + at.value(term.cap);
  Expr const above = weighted_sum(ratios, dollars) > bound * total_dollars;  // without a division by nobody
  for (std::size_t i = 0; i < build.classes.size(); ++i)
    move_with_risk(build, i, select(above, min(ratios[i], bound), ratios[i]));
  return build;
}

std::vector<Problem> faults_in(AggregateRiskAdjustment const& term, PanelView const& view) {
  std::vector<Problem> problems;
  require_classes(view, "ratio", term.ratio, problems);
  return problems;
}

}  // namespace plimsoll
