#include "plimsoll/scenarios/result_drivers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "drivers/kept_layers.hpp"
#include "drivers/spend_parts.hpp"
#include "study/quality_study.hpp"

namespace plimsoll {
namespace {

std::vector<double> copy_of(std::span<double const> values) {
  return {values.begin(), values.end()};
}

std::optional<SpendCut> by_category(OpenedRun const& run, ContractTable const& contract, int year) {
  auto const panel = run.study.panels.find(contract.population);
  if (panel == run.study.panels.end() || panel->second.categories.empty()) return std::nullopt;
  TrialTable const& trials = run.results.table;
  SpendCut cut{
      panel->second.categories, {}, *trials.column(contract_column(contract.id, "settlement"), year)};
  for (std::string const& category : cut.names)
    cut.parts.push_back(copy_of(*trials.column(spend_column(contract.population, category), year)));
  return cut;
}

Table category_table(OpenedRun const& run, int year, ResultTail const& tail) {
  TableBuilder table = parts_table(fmt::format("result_drivers_{}", year),
                                   fmt::format("Which service lines move the result of {}, $", year));
  for (ContractTable const& contract : run.study.loaded.study.contract)
    if (std::optional<SpendCut> const cut = by_category(run, contract, year))
      append_parts(contract.id, year, *cut, run.results.table.design, tail.share, table);
  note_parts(table, tail.share);
  table.note("spend is that of all members of the population, before any clause");
  return table.build();
}

/// By layers of what members cost and by the dearest of them, where the run kept the curve of their excess.
std::vector<Table> member_tables(OpenedRun const& run, int year, ResultTail const& tail) {
  TableBuilder layers =
      parts_table(fmt::format("result_layers_{}", year),
                  fmt::format("Which layers of members' cost move the result of {}, $", year));
  TableBuilder top = parts_table(fmt::format("result_top_{}", year),
                                 fmt::format("How far the dearest members move the result of {}, $", year));
  TrialTable const& trials = run.results.table;
  for (ContractTable const& contract : run.study.loaded.study.contract) {
    std::optional<KeptLayers> const kept = kept_layers(trials, contract.population, year);
    if (!kept) continue;
    std::span<double const> const settlement =
        *trials.column(contract_column(contract.id, "settlement"), year);
    append_parts(contract.id, year, kept->by_layer(settlement), trials.design, tail.share, layers);
    if (std::optional<SpendCut> const cut = kept->by_top(tail.top, settlement))
      append_parts(contract.id, year, *cut, trials.design, tail.share, top);
  }
  for (TableBuilder* table : {&layers, &top}) note_parts(*table, tail.share);
  layers.note("a layer is the part of every member's cost between its limits, whoever spent it");
  top.note("the dearest are each trial's own; their cost is read from the excess curve the run kept");
  return {layers.build(), top.build()};
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
        bool const few = is_few(static_cast<double>(measure.denominator));
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
  if (run.results.table.trials < 2) return tables;
  auto const keep = [&](Table table) {
    if (!table.rows().empty()) tables.push_back(std::move(table));
  };
  std::vector<int> const& years = run.study.plan.years().performance;
  for (std::size_t position = 0; position < years.size(); ++position) {
    keep(category_table(run, years[position], tail));
    for (Table& table : member_tables(run, years[position], tail)) keep(std::move(table));
    keep(patients_table(run, years[position], position));
  }
  return tables;
}

}  // namespace plimsoll
