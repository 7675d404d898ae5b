// What holds for every benchmark built by enrolment type, whatever its numbers.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "property/contract/arbitrary_contract.hpp"

namespace plimsoll::test {
namespace {

template <class T>
T any() {
  plimsoll::test::Names const names;
  return arbitrary<T>(names);
}

/// Now and then a type nobody had in the last base year.
HistoricalBenchmark arbitrary_history() {
  auto history = any<HistoricalBenchmark>();
  if (*rc::gen::inRange(0, 4) == 0) history.person_years["esrd"] = 0.0;
  return history;
}

std::vector<NamedTerm> arbitrary_build() {
  std::vector<NamedTerm> terms{{"history", arbitrary_history(), {}}};
  if (arbitrary_flag()) terms.push_back({"region", any<RegionalAdjustment>(), {}});
  if (arbitrary_flag()) terms.push_back({"prior", any<PriorSavingsAdjustment>(), {}});
  if (arbitrary_flag()) terms.push_back({"population", any<PopulationAdjustment>(), {}});
  if (arbitrary_flag())
    terms.push_back({"update", any<ThreeWayUpdate>(), {}});
  else
    terms.push_back({"update", any<TwoWayUpdate>(), {}});
  if (arbitrary_flag())
    terms.push_back({"risk", any<AggregateRiskAdjustment>(), {}});
  else
    terms.push_back({"risk", any<RiskAdjustment>(), {}});
  return terms;
}

Position no_benchmark_yet() {
  Position at = panel_position();
  at.benchmark = 0.0;
  return at;
}

/// Benchmark lines, then the benchmark after them.
std::vector<double> lines_of(std::vector<NamedTerm> const& terms, PanelYear const& year) {
  Position at = no_benchmark_yet();
  std::vector<Expr> formulas;
  for (NamedTerm const& named : terms) formulas.push_back(advance(named, at));
  formulas.push_back(at.benchmark);
  return values_in(formulas, year);
}

RC_GTEST_PROP(AnyBuild, LinesAddUpAndAreFinite, ()) {
  auto const terms = arbitrary_build();
  RC_ASSERT(faults_of(terms, arbitrary_view()).empty());
  PanelYear year = arbitrary_year();
  if (*rc::gen::inRange(0, 4) == 0) year.member_months = 0.0;
  std::vector<double> const values = lines_of(terms, year);
  double sum = 0.0, size = 0.0;
  for (std::size_t i = 0; i + 1 < values.size(); ++i) {
    RC_ASSERT(std::isfinite(values[i]));
    sum += values[i];
    size += std::abs(values[i]);
  }
  RC_ASSERT(std::abs(sum - values.back()) <= 1e-9 * size);
}

void times(ByClass& amounts, double factor) {
  for (auto& [type, amount] : amounts) amount = amount.fixed() * factor;
}

/// Every dollar of a build times a power of two: exact in every step.
void scale(std::vector<NamedTerm>& terms, double factor) {
  for (NamedTerm& named : terms) {
    if (auto* history = std::get_if<HistoricalBenchmark>(&named.term)) {
      times(history->national, factor);
      for (auto& [type, list] : history->cost)
        for (Quantity& amount : list) amount = amount.fixed() * factor;
    } else if (auto* region = std::get_if<RegionalAdjustment>(&named.term)) {
      times(region->region, factor);
      if (region->floor) region->floor = region->floor->fixed() * factor;
    } else if (auto* prior = std::get_if<PriorSavingsAdjustment>(&named.term)) {
      for (Quantity& gain : prior->gains) gain = gain.fixed() * factor;
    }
  }
}

RC_GTEST_PROP(AnyBuild, ScalingEveryDollarScalesEveryLine, ()) {
  auto terms = arbitrary_build();
  PanelYear const year = arbitrary_year();
  std::vector<double> before = lines_of(terms, year);
  scale(terms, 4.0);
  std::vector<double> const after = lines_of(terms, year);
  for (double& value : before) value *= 4.0;
  RC_ASSERT(after == before);
}

/// Mean over types of the adjusted benchmark: person-years of the year are in proportion to the base year's.
double adjusted(std::vector<NamedTerm> const& terms) {
  PanelYear year;
  return lines_of(terms, year).back();
}

RC_GTEST_PROP(AnyBuild, MoreGenerousAdjustmentsNeverLowerTheMean, ()) {
  HistoricalBenchmark history = arbitrary_history();
  double const people = *rc::gen::inRange(4, 100'000);
  history.person_years = {{"esrd", 0.25 * people}, {"aged", 0.75 * people}};
  auto region = any<RegionalAdjustment>();
  auto prior = any<PriorSavingsAdjustment>();
  auto population = any<PopulationAdjustment>();
  auto const mean = [&] {
    return adjusted({{"history", history, {}},
                     {"region", region, {}},
                     {"prior", prior, {}},
                     {"population", population, {}}});
  };
  double const before = mean();
  double const slack = 1e-9 * (1.0 + std::abs(before));
  region.cap_up = std::min(1.0, region.cap_up.fixed() + 0.1);
  double const wider = mean();
  RC_ASSERT(wider >= before - slack);
  prior.gains.front() = prior.gains.front().fixed() + 500.0;
  double const more_saved = mean();
  RC_ASSERT(more_saved >= wider - slack);
  population.share = std::min(1.0, population.share.fixed() + 0.2);
  RC_ASSERT(mean() >= more_saved - slack);
  RC_ASSERT(mean() >= adjusted({{"history", history, {}}, {"region", region, {}}}) - slack);
}

}  // namespace
}  // namespace plimsoll::test
