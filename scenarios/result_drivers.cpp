#include "plimsoll/scenarios/result_drivers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "quality_study.hpp"

namespace plimsoll {
namespace {

using Values = std::span<double const>;

constexpr std::size_t most_groups = 20;  // of the jackknife

/// Spend of one population by category in one year, beside what a contract on it settles.
struct Spend {
  std::vector<std::string> categories;
  std::vector<Values> by_category;
  Values settlement;
};

/// Euler's parts over the trials kept.
struct Parts {
  std::vector<double> mean, variance_share, deviation, overrun;  ///< by category, then the total
};

double mean_of(std::vector<double> const& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Trials, best last, that lie in the tail: the worst share of those kept, at least one.
std::vector<std::size_t> worst(Values settlement, std::vector<std::size_t> kept, double share) {
  std::stable_sort(kept.begin(), kept.end(),
                   [&](std::size_t a, std::size_t b) { return settlement[a] < settlement[b]; });
  auto const count = static_cast<std::size_t>(std::ceil(share * static_cast<double>(kept.size()) - 1e-9));
  kept.resize(std::max<std::size_t>(1, count));
  return kept;
}

Parts parts_of(Spend const& spend, std::vector<std::size_t> const& kept, double tail_share) {
  std::vector<double> total(kept.size(), 0.0);
  for (Values const& values : spend.by_category)
    for (std::size_t i = 0; i < kept.size(); ++i) total[i] += values[kept[i]];
  double const centre = mean_of(total);
  double variance = 0.0;
  for (double value : total) variance += (value - centre) * (value - centre);
  variance /= static_cast<double>(kept.size() - 1);
  double const sd = std::sqrt(variance);
  std::vector<std::size_t> const tail = worst(spend.settlement, kept, tail_share);
  Parts parts{{}, {}, {}, {}};
  for (Values const& values : spend.by_category) {
    double mean = 0.0, covariance = 0.0, in_tail = 0.0;
    for (std::size_t trial : kept) mean += values[trial];
    mean /= static_cast<double>(kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i)
      covariance += (values[kept[i]] - mean) * (total[i] - centre);
    covariance /= static_cast<double>(kept.size() - 1);
    for (std::size_t trial : tail) in_tail += values[trial];
    parts.mean.push_back(mean);
    parts.variance_share.push_back(variance > 0.0 ? covariance / variance : 0.0);
    parts.deviation.push_back(sd > 0.0 ? covariance / sd : 0.0);
    parts.overrun.push_back(in_tail / static_cast<double>(tail.size()) - mean);
  }
  for (std::vector<double>* column : {&parts.mean, &parts.variance_share, &parts.deviation, &parts.overrun})
    column->push_back(std::accumulate(column->begin(), column->end(), 0.0));
  return parts;
}

/// Trials without each of the groups that can be left out: whole replicates where trials hang together.
std::vector<std::vector<std::size_t>> left_out(TrialTable const& trials) {
  bool const grouped = trials.design && !trials.design->group.empty();
  auto const group_of = [&](std::size_t trial) {
    return grouped ? std::size_t{trials.design->group[trial]} % most_groups : trial % most_groups;
  };
  std::vector<std::vector<std::size_t>> kept(most_groups);
  for (std::size_t trial = 0; trial < trials.trials; ++trial)
    for (std::size_t group = 0; group < most_groups; ++group)
      if (group_of(trial) != group) kept[group].push_back(trial);
  std::erase_if(kept, [&](auto const& part) { return part.size() == trials.trials || part.size() < 2; });
  return kept;
}

/// A figure and its jackknife error.
template <class Of>
Figure jackknifed(std::string id, Unit unit, Parts const& all, std::vector<Parts> const& without,
                  Of const& of) {
  auto const groups = static_cast<double>(without.size());
  if (without.size() < 2) return normal_figure(std::move(id), of(all), not_known, unit);
  double mean = 0.0, squares = 0.0;
  for (Parts const& parts : without) mean += of(parts) / groups;
  for (Parts const& parts : without) squares += std::pow(of(parts) - mean, 2);
  return normal_figure(std::move(id), of(all), std::sqrt(squares * (groups - 1.0) / groups), unit);
}

std::optional<Spend> spend_of(OpenedRun const& run, ContractTable const& contract, int year) {
  auto const panel = run.study.panels.find(contract.population);
  if (panel == run.study.panels.end() || panel->second.categories.empty()) return std::nullopt;
  TrialTable const& trials = run.results.table;
  Spend spend{panel->second.categories, {}, *trials.column(contract_column(contract.id, "settlement"), year)};
  for (std::string const& category : spend.categories)
    spend.by_category.push_back(*trials.column(spend_column(contract.population, category), year));
  spend.categories.push_back("total");
  return spend;
}

void add_contract(OpenedRun const& run, ContractTable const& contract, int year, ResultTail const& tail,
                  TableBuilder& table) {
  std::optional<Spend> const spend = spend_of(run, contract, year);
  if (!spend || run.results.table.trials < 2) return;
  std::vector<std::size_t> every(run.results.table.trials);
  std::iota(every.begin(), every.end(), std::size_t{0});
  Parts const all = parts_of(*spend, every, tail.share);
  std::vector<Parts> without;
  for (std::vector<std::size_t> const& kept : left_out(run.results.table))
    without.push_back(parts_of(*spend, kept, tail.share));
  for (std::size_t c = 0; c < spend->categories.size(); ++c) {
    std::string const row = contract.id + "." + spend->categories[c];
    auto const figure = [&](char const* what, Unit unit, std::vector<double> Parts::*of) {
      return jackknifed(fmt::format("{}.{}.{}", row, year, what), unit, all, without,
                        [&](Parts const& parts) { return (parts.*of)[c]; });
    };
    table.row(row, {contract.id + ", " + spend->categories[c], figure("spend", Unit::dollars, &Parts::mean),
                    figure("variance_share", Unit::fraction, &Parts::variance_share),
                    figure("deviation", Unit::dollars, &Parts::deviation),
                    figure("overrun", Unit::dollars, &Parts::overrun)});
  }
}

Table spend_table(OpenedRun const& run, int year, ResultTail const& tail) {
  TableBuilder table(fmt::format("result_drivers_{}", year),
                     fmt::format("Which service lines move the result of {}, $", year));
  table.column("what", "contract, category", Unit::none, Presentation::text)
      .column("spend", "mean spend", Unit::dollars, Presentation::cents)
      .column("variance", "of variance", Unit::fraction, Presentation::percent)
      .column("deviation", "of sd", Unit::dollars, Presentation::cents)
      .column("overrun", "overrun in bad years", Unit::dollars, Presentation::cents);
  for (ContractTable const& contract : run.study.loaded.study.contract)
    add_contract(run, contract, year, tail, table);
  table.note("of variance, of sd: a category's covariance with total spend; parts add up to the total");
  table.note(
      fmt::format("bad years: the {:g} % of trials that settle worst for us; overrun: spend in them above "
                  "its mean; parts add up to the total",
                  100.0 * tail.share));
  table.note("spend is that of all members of the population, before any clause");
  return table.build();
}

/// The chance of a good result that the year's luck is drawn with: true rates that are laws at their mean.
double chance_of(QualityMeasure const& measure, std::size_t year) {
  double const rate = measure.true_rate.central(year), complete = measure.completeness.central(year);
  return complete * (measure.better == Better::higher ? rate : 1.0 - rate);
}

Table patients_table(OpenedRun const& run, int year, std::size_t position) {
  TableBuilder table(fmt::format("patients_{}", year), fmt::format("Patients it takes to pass in {}", year));
  table.column("measure", "measure", Unit::none, Presentation::text)
      .column("patients", "patients", Unit::members, Presentation::count)
      .column("expected", "good results expected", Unit::count, Presentation::number)
      .column("needed", "needed", Unit::members, Presentation::count)
      .column("misses", "P(miss)", Unit::fraction, Presentation::fine_percent)
      .column("one_more", "with one more good", Unit::fraction, Presentation::fine_percent);
  for (auto const& [name, quality] : run.study.loaded.study.quality)
    if (!quality.measure.empty())
      for (QualityMeasure const& measure : measures_of(name, quality).measures) {
        if (measure.true_rate.is_reference() || !measure.standard.is_fixed()) continue;
        PatientsNeeded const need = patients_needed(measure.denominator, chance_of(measure, position),
                                                    measure.standard.fixed(position), measure.better);
        std::string const id = fmt::format("patients.{}.{}.{}", name, measure.name, year);
        bool const few = !People::may_be_shown(static_cast<std::uint64_t>(measure.denominator));
        Cell const expected =
            few ? Cell{Empty{}} : exact_figure(id + ".expected", need.expected, Unit::count);
        table.row(name + "." + measure.name,
                  {name + ", " + measure.name, people_cell(static_cast<std::uint64_t>(measure.denominator)),
                   expected, people_cell(static_cast<std::uint64_t>(std::max<std::int64_t>(0, need.needed))),
                   exact_figure(id + ".misses", need.misses, Unit::fraction),
                   exact_figure(id + ".one_more", need.misses_with_more, Unit::fraction)});
      }
  table.note("exact binomial chances; a true rate that is a law stands at its mean here");
  return table.build();
}

}  // namespace

std::vector<Table> result_drivers(OpenedRun const& run, ResultTail const& tail) {
  if (run.results.table.column("importance/weight"))
    throw InputError(Problem{{run.folder.string(), 0, 0},
                             "",
                             "holds trials chosen by importance",
                             "parts of the variance are read from trials of equal weight",
                             "run the study with --method simulate"});
  std::vector<Table> tables;
  std::vector<int> const& years = run.study.plan.years().performance;
  for (std::size_t position = 0; position < years.size(); ++position)
    for (Table table :
         {spend_table(run, years[position], tail), patients_table(run, years[position], position)})
      if (!table.rows().empty()) tables.push_back(std::move(table));
  return tables;
}

}  // namespace plimsoll
