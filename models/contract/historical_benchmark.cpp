#include "plimsoll/models/contract/historical_benchmark.hpp"
#include "plimsoll/core/share_slack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "class_build.hpp"
#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

/// Factor that brings base year number `year` of a type to the last base year.
Expr carried(HistoricalBenchmark const& term, std::string const& enrolment, std::size_t year,
             Position const& at) {
  Expr factor = 1.0;
  if (auto const trend = term.trend.find(enrolment); trend != term.trend.end())
    factor = factor * (1.0 + at.value(trend->second[year]));
  if (auto const risk = term.risk_ratio.find(enrolment); risk != term.risk_ratio.end())
    factor = factor * at.value(risk->second[year]);
  return factor;
}

Expr per_capita(HistoricalBenchmark const& term, std::string const& enrolment, Position const& at) {
  std::vector<Quantity> const& cost = term.cost.at(enrolment);
  std::size_t const last = cost.size() - 1;
  Expr sum = at.value(term.weights[last]) * at.value(cost[last]);
  for (std::size_t year = 0; year < last; ++year)
    sum = sum + at.value(term.weights[year]) * at.value(cost[year]) * carried(term, enrolment, year, at);
  return sum;
}

void require_years(char const* field, ListByClass const& lists, std::size_t years,
                   std::vector<Problem>& problems) {
  for (auto const& [enrolment, list] : lists)
    if (list.size() != years)
      problems.push_back(term_fault(fmt::format("{}.{}", field, enrolment),
                                    fmt::format("lists {} numbers, not {}", list.size(), years),
                                    "the weights say how many base years there are",
                                    "cost has one for each base year; trend and risk_ratio one for each but "
                                    "the last"));
}

}  // namespace

ClassBenchmark built(HistoricalBenchmark const& term, Position const& at) {
  ClassBenchmark build;
  for (std::size_t i = 0; i < at.view.classes.size(); ++i) {
    std::string const& enrolment = at.view.classes[i];
    if (!covers(at.view, static_cast<ExposureClass>(i))) continue;
    build.classes.push_back(enrolment);
    build.base_person_years.push_back(value_of(term.person_years, enrolment, at));
    build.national.push_back(value_of(term.national, enrolment, at));
    build.historical.push_back(per_capita(term, enrolment, at));
  }
  build.adjusted = build.per_capita = build.two_way = build.historical;
  return build;
}

std::vector<Problem> faults_in(HistoricalBenchmark const& term, PanelView const& view) {
  std::vector<Problem> problems;
  if (view.without_members)
    problems.push_back(term_fault("", "needs members", "the contract names no population",
                                  "write population = \"...\" in the contract"));
  if (term.weights.empty())
    return {term_fault("weights", "lists no base year", "", "give one per base year")};
  require_years("cost", term.cost, term.weights.size(), problems);
  require_years("trend", term.trend, term.weights.size() - 1, problems);
  require_years("risk_ratio", term.risk_ratio, term.weights.size() - 1, problems);
  require_classes(view, "cost", term.cost, problems);
  if (!term.trend.empty()) require_classes(view, "trend", term.trend, problems);
  if (!term.risk_ratio.empty()) require_classes(view, "risk_ratio", term.risk_ratio, problems);
  require_classes(view, "person_years", term.person_years, problems);
  require_classes(view, "national", term.national, problems);
  bool const fixed = std::all_of(term.weights.begin(), term.weights.end(),
                                 [](Quantity const& weight) { return weight.is_fixed(); });
  double sum = 0.0;
  for (Quantity const& weight : term.weights) sum += fixed ? weight.fixed() : 0.0;
  if (fixed && std::abs(sum - 1.0) > share_slack)
    problems.push_back(term_fault("weights", fmt::format("sum to {:.7g}", sum), "they must sum to 1",
                                  "write thirds with 16 digits: 0.3333333333333333"));
  return problems;
}

}  // namespace plimsoll
