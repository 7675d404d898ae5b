#include "summary/members_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

void add_row(TrialTable const& trials, ContractTable const& contract, PopulationTable const& population,
             int year, TableBuilder& table) {
  std::string const row = fmt::format("{}.{}.members", contract.id, year);
  auto const values = [&](char const* what) {
    return *trials.column(contract_column(contract.id, what), year);
  };
  std::span<double const> const people = values("person_years"), cost = values("expenditure");
  std::vector<double> per_life(people.size());
  for (std::size_t trial = 0; trial < people.size(); ++trial)
    per_life[trial] = people[trial] > 0.0 ? cost[trial] / people[trial] : 0.0;
  Attribution const attribution = contract.attribution.value_or(population.attribution);
  table.row(row, {contract.id, std::string(name_in_study(attribution)),
                  Sample(row + ".person_years", Unit::years, people, trials.design).mean(),
                  Sample(row + ".expenditure", Unit::dollars, cost, trials.design).mean(),
                  Sample(row + ".pbpy", Unit::dollars_pbpy, per_life, trials.design).mean()});
}

}  // namespace

void append_members_table(CompiledStudy const& study, TrialTable const& trials, int year,
                          std::vector<Table>& tables) {
  TableBuilder table(fmt::format("members.{}", year), fmt::format("Whom contracts count in {}", year));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("attribution", "attribution", Unit::none, Presentation::text)
      .column("person_years", "person-years", Unit::years, Presentation::count)
      .column("expenditure", "their cost", Unit::dollars, Presentation::whole_dollars)
      .column("pbpy", "per person-year", Unit::dollars_pbpy, Presentation::whole_dollars);
  bool any = false;
  for (ContractTable const& contract : study.loaded.study.contract) {
    PopulationTable const* const population = study.loaded.study.population.find(contract.population);
    if (!population || !population->movement) continue;
    add_row(trials, contract, *population, year, table);
    any = true;
  }
  if (any) tables.push_back(table.build());
}

}  // namespace plimsoll
