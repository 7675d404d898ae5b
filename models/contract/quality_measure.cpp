#include "plimsoll/models/contract/quality_measure.hpp"

namespace plimsoll {
namespace {

Expr reaches(Expr const& rate, Expr const& level, Better better) {
  return better == Better::higher ? rate >= level : rate <= level;
}

Expr measured(KeyPath const& path, QualityMeasure const& measure, Position const& at) {
  return Expr::column(MeasureColumn{
      MeasuredRate{path, measure.denominator, measure.true_rate, measure.completeness, measure.better},
      at.year});
}

/// Whether anything was reported, as drawn: failure is a rate measured on one.
Expr reported(MeasureSet const& set, Position const& at) {
  Quantity const& failure = set.reporting_failure;
  bool const never = failure.is_fixed() && failure.years_listed() == 1 && failure.fixed() == 0.0;
  if (never) return 1.0;
  return 1.0 - Expr::column(MeasureColumn{
                   MeasuredRate{set.path / "reporting_failure", 1, failure, 1.0, Better::higher}, at.year});
}

/// Share of the measure's points: by its steps, or all of them where it passes.
Expr points(QualityMeasure const& measure, Expr const& rate, Expr const& passes) {
  if (measure.points.empty()) return passes;
  Expr share = 0.0;
  for (TablePoint const& step : measure.points)
    share = select(reaches(rate, step.at, measure.better), step.value, share);
  return share;
}

}  // namespace

std::map<std::string, Expr> quality_results(MeasureSet const& set, Position const& at) {
  PLIMSOLL_EXPECT(!set.measures.empty());
  std::map<std::string, Expr> results;
  Expr const told = reported(set, at);
  Expr weights = 0.0, weighted = 0.0, passed = 0.0;
  for (QualityMeasure const& measure : set.measures) {
    KeyPath const path = set.path / measure.name;
    Expr const rate = measured(path, measure, at);
    Expr const passes = reaches(rate, at.value(measure.standard), measure.better);
    Expr const weight = at.value(measure.weight);
    weights = weights + weight;
    weighted = weighted + weight * points(measure, rate, passes);
    passed = passed + passes;
    results.emplace((path / "rate").text(), rate);
    results.emplace((path / "passed").text(), told * passes);
  }
  auto const count = static_cast<double>(set.measures.size());
  results.emplace((set.path / "score").text(), told * weighted / weights);
  results.emplace((set.path / "passed").text(), told * passed);
  results.emplace((set.path / "all_passed").text(), told * (passed >= count));
  results.emplace((set.path / "reported").text(), told);
  return results;
}

}  // namespace plimsoll
