#include "plimsoll/models/contract/benchmark_update.hpp"

#include "class_build.hpp"

namespace plimsoll {
namespace {

/// 1 + growth, blended of national and regional.
template <class Update>
Expr two_way_factor(Update const& term, std::string const& enrolment, Position const& at) {
  Expr const weight = at.value(term.national_weight);
  return 1.0 + (weight * value_of(term.national_growth, enrolment, at) +
                (1.0 - weight) * value_of(term.regional_growth, enrolment, at));
}

/// Per capita of a type nobody had in the last base year: what the nation spends, at our risk.
template <class Update>
Expr without_history(Update const& term, Expr const& national, std::string const& enrolment,
                     Position const& at) {
  return national * (1.0 + value_of(term.national_growth, enrolment, at)) *
         value_of(term.relative_risk, enrolment, at, 1.0);
}

template <class Update>
std::vector<Problem> growth_faults(Update const& term, PanelView const& view) {
  std::vector<Problem> problems;
  require_classes(view, "national_growth", term.national_growth, problems);
  require_classes(view, "regional_growth", term.regional_growth, problems);
  return problems;
}

}  // namespace

ClassBenchmark built(TwoWayUpdate const& term, Position const& at) {
  ClassBenchmark build = *at.build;
  for (std::size_t i = 0; i < build.classes.size(); ++i) {
    Expr const known = build.base_person_years[i] > 0.0;
    Expr const factor = two_way_factor(term, build.classes[i], at);
    Expr const unknown = without_history(term, build.national[i], build.classes[i], at);
    build.per_capita[i] = select(known, build.per_capita[i] * factor, unknown);
    build.two_way[i] = select(known, build.two_way[i] * factor, unknown);
  }
  return build;
}

std::vector<Problem> faults_in(TwoWayUpdate const& term, PanelView const& view) {
  return growth_faults(term, view);
}

ClassBenchmark built(ThreeWayUpdate const& term, Position const& at) {
  ClassBenchmark build = *at.build;
  Expr const weight = at.value(term.acpt_weight);
  for (std::size_t i = 0; i < build.classes.size(); ++i) {
    std::string const& enrolment = build.classes[i];
    Expr const flat = value_of(term.acpt_growth, enrolment, at) * build.national[i] *
                      value_of(term.relative_risk, enrolment, at);
    Expr const acpt = select(build.adjusted[i] > 0.0, 1.0 + flat / build.adjusted[i], 1.0);
    Expr const two_way = two_way_factor(term, enrolment, at);
    Expr const known = build.base_person_years[i] > 0.0;
    Expr const unknown = without_history(term, build.national[i], enrolment, at);
    build.per_capita[i] =
        select(known, build.per_capita[i] * ((1.0 - weight) * two_way + weight * acpt), unknown);
    build.two_way[i] = select(known, build.two_way[i] * two_way, unknown);
  }
  return build;
}

std::vector<Problem> faults_in(ThreeWayUpdate const& term, PanelView const& view) {
  std::vector<Problem> problems = growth_faults(term, view);
  require_classes(view, "acpt_growth", term.acpt_growth, problems);
  require_classes(view, "relative_risk", term.relative_risk, problems);
  return problems;
}

Expr apply(BenchmarkUpdate const& term, Position const& at) {
  return at.value(term.rate) * at.benchmark;
}

Expr apply(BenchmarkAddition const& term, Position const& at) {
  Expr const months = term.member_months ? at.value(*term.member_months) : at.member_months();
  return at.value(term.pmpm) * months;
}

}  // namespace plimsoll
