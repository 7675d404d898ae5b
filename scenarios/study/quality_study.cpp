#include "study/quality_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "study/reader.hpp"

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 4> results_of_table{"score", "passed", "all_passed", "reported"};
constexpr std::array<std::string_view, 2> results_of_measure{"rate", "passed"};

bool counts(QualityMeasure const& measure, QualityTable const& table) {
  return measure.denominator >= table.minimum_denominator;
}

/// Key paths of the table's true rates that are drawn; measures may share one.
std::vector<KeyPath> rates_drawn(QualityTable const& table) {
  std::vector<KeyPath> drawn;
  for (QualityMeasure const& measure : table.measure)
    if (measure.true_rate.is_driver() &&
        std::find(drawn.begin(), drawn.end(), measure.true_rate.path()) == drawn.end())
      drawn.push_back(measure.true_rate.path());
  return drawn;
}

std::vector<Problem> faults_of(KeyPath const& path, QualityMeasure const& measure) {
  std::vector<Problem> faults;
  auto const note = [&](std::string_view field, std::string what, std::string why, std::string suggestion) {
    faults.push_back({{}, (path / field).text(), std::move(what), std::move(why), std::move(suggestion)});
  };
  std::vector<std::string> taken = keys_of<QualityTable>();
  taken.insert(taken.end(), results_of_table.begin(), results_of_table.end());
  if (std::find(taken.begin(), taken.end(), measure.name) != taken.end())
    note("name", "is the name of a key or a result of the whole table", "the two could not be told apart",
         "give the measure another name");
  bool const higher = measure.better == Better::higher;
  for (std::size_t i = 1; i < measure.points.size(); ++i) {
    TablePoint const &worse = measure.points[i - 1], &step = measure.points[i];
    if (higher ? !(worse.at < step.at) : !(step.at < worse.at))
      note("points", "rates do not run from worst to best",
           fmt::format("better = \"{}\"", name_in_study(measure.better)),
           higher ? "order the steps by rate, lowest first" : "order the steps by rate, highest first");
    else if (step.value < worse.value)
      note("points", "a better rate earns less", "", "order the points from least to most");
  }
  return faults;
}

}  // namespace

std::set<std::string> quality_result_names(Node const& document) {
  std::set<std::string> names;
  Node const* const all = find(document, KeyPath("quality"));
  if (!all || !all->table()) return names;
  for (auto const& [name, node] : all->table()->items()) {
    Node const* const measures = node.table() ? node.table()->find("measure") : nullptr;
    if (!measures || !measures->array()) continue;
    KeyPath const path = KeyPath("quality") / name;
    for (std::string_view result : results_of_table) names.insert((path / result).text());
    for (Node const& measure : *measures->array()) {
      Node const* const label = measure.table() ? measure.table()->find("name") : nullptr;
      if (label && label->text())
        for (std::string_view result : results_of_measure)
          names.insert((path / *label->text() / result).text());
    }
  }
  return names;
}

std::string left_out_of(Study const& study, KeyPath const& result) {
  std::vector<std::string> const keys = result.keys();
  if (keys.size() != 4) return {};
  QualityTable const* const table = study.quality.find(keys[1]);
  if (!table) return {};
  for (QualityMeasure const& measure : table->measure)
    if (measure.name == keys[2] && !counts(measure, *table)) return measure.name;
  return {};
}

std::vector<Problem> faults_of(std::string const& name, QualityTable const& table) {
  KeyPath const path = KeyPath("quality") / name;
  std::vector<Problem> faults;
  auto const note = [&](std::string what, std::string why, std::string suggestion) {
    faults.push_back({{}, path.text(), std::move(what), std::move(why), std::move(suggestion)});
  };
  if (table.score && !table.measure.empty())
    note("has both a score and measures", "the measures make the score", "drop one of the two");
  if (!table.score && table.measure.empty())
    note("has neither a score nor measures", "", "give score, or [[quality." + name + ".measure]]");
  if (table.measure.empty()) return faults;
  std::set<std::string> names;
  for (QualityMeasure const& measure : table.measure) {
    std::vector<Problem> const own = faults_of(path / measure.name, measure);
    faults.insert(faults.end(), own.begin(), own.end());
    if (!names.insert(measure.name).second)
      note(fmt::format("has two measures \"{}\"", measure.name), "results are told apart by name",
           "give one of them another name");
  }
  MeasureSet const set = measures_of(name, table);
  if (set.measures.empty())
    note("has no measure that counts",
         fmt::format("all denominators are below minimum_denominator, {}", table.minimum_denominator),
         "lower minimum_denominator, or give the score itself");
  else if (std::all_of(set.measures.begin(), set.measures.end(), [](QualityMeasure const& measure) {
             return measure.weight.is_fixed() && measure.weight.fixed() == 0.0;
           }))
    note("has no weight", "every measure that counts has weight 0", "give weights, or leave them out");
  return faults;
}

std::vector<RankCorrelation> quality_correlations(Study const& study) {
  std::vector<RankCorrelation> correlations;
  for (auto const& [name, table] : study.quality) {
    if (table.correlation == 0.0) continue;
    std::vector<KeyPath> const drawn = rates_drawn(table);
    for (std::size_t i = 0; i < drawn.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) correlations.push_back({drawn[j], drawn[i], table.correlation});
  }
  return correlations;
}

std::vector<std::string> quality_notices(Study const& study) {
  std::vector<std::string> notices;
  for (auto const& [name, table] : study.quality)
    if (table.correlation != 0.0 && rates_drawn(table).size() < 2)
      notices.push_back("quality." + name +
                        ".correlation: fewer than two true rates are laws, so it has no effect");
  return notices;
}

MeasureSet measures_of(std::string const& name, QualityTable const& table) {
  MeasureSet set{KeyPath("quality") / name, {}, table.reporting_failure};
  std::copy_if(table.measure.begin(), table.measure.end(), std::back_inserter(set.measures),
               [&](QualityMeasure const& measure) { return counts(measure, table); });
  return set;
}

std::map<std::string, Expr> quality_results(Study const& study, Position const& at) {
  std::map<std::string, Expr> results;
  for (auto const& [name, table] : study.quality)
    if (!table.measure.empty()) results.merge(quality_results(measures_of(name, table), at));
  return results;
}

std::string quality_column(std::string const& table, std::string const& measure, std::string const& what) {
  return "quality/" + table + "/" + (measure.empty() ? what : measure + "/" + what);
}

void append_quality(Study const& study, YearAxis const& years, std::vector<NamedExpr>& formulas) {
  for (std::size_t year = years.base.size(); year < years.size(); ++year) {
    Position at;
    at.year = year;
    at.performance_year = year - years.base.size();
    std::map<std::string, Expr> const results = quality_results(study, at);
    for (auto const& [name, table] : study.quality) {
      if (table.measure.empty()) continue;
      MeasureSet const set = measures_of(name, table);
      auto const keep = [&, &table_name = name](std::string const& measure, char const* what,
                                                char const* says) {
        KeyPath const path = measure.empty() ? set.path : set.path / measure;
        formulas.push_back({quality_column(table_name, measure, what), years[year], Unit::fraction, says,
                            results.at((path / what).text())});
      };
      for (QualityMeasure const& measure : set.measures) {
        keep(measure.name, "rate", "rate as measured");
        keep(measure.name, "passed", "1 where the measured rate was reported and meets its standard");
      }
      keep("", "score", "weighted share of the measures' points; 0 where nothing was reported");
      keep("", "all_passed", "1 where every measure passed");
    }
  }
}

}  // namespace plimsoll
