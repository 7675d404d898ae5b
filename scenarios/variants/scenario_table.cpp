#include "variants/scenario_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plimsoll/models/measure/paired.hpp"
#include "variants/option.hpp"

namespace plimsoll {
namespace {

TableBuilder columns(int year) {
  TableBuilder table(fmt::format("scenarios.{}", year), fmt::format("Scenarios, {}", year));
  table.column("contract", "contract, scenario", Unit::none, Presentation::text)
      .column("mean", "settlement, mean", Unit::dollars, Presentation::whole_dollars)
      .column("difference", "difference", Unit::dollars, Presentation::whole_dollars)
      .column("p_owe", "P(owe)", Unit::fraction, Presentation::percent)
      .column("reserve", "reserve", Unit::dollars, Presentation::whole_dollars)
      .column("reserve_difference", "difference", Unit::dollars, Presentation::whole_dollars);
  return table;
}

/// `base` is nothing for the study as it is.
std::vector<Cell> cells(std::string const& name, std::string const& id, Option const& option,
                        Option const* base) {
  std::vector<Cell> row{name,
                        option.settled().mean(),
                        Empty{},
                        option.settled().probability_below(0.0),
                        option.reserve().reserve,
                        Empty{}};
  if (!base) return row;
  row[2] = paired_difference(id + ".difference", Unit::dollars, option.settlement(), base->settlement()).mean;
  row[5] = reserve_difference(id + ".reserve_difference", option, *base);
  return row;
}

}  // namespace

std::vector<Table> scenario_tables(VariantStudy& variants, std::vector<std::string> const& scenarios) {
  LoadedStudy const& own = variants.study().loaded;
  std::vector<Bindings> bindings(scenarios.size(), own.bindings);
  for (std::size_t i = 0; i < scenarios.size(); ++i) bindings[i].scenario = scenarios[i];
  std::vector<std::vector<Option>> options(scenarios.size());  // by scenario; contract by contract, then year
  std::vector<std::string> drawn_again;
  variants.run(bindings, [&](VariantTrials const& variant) {
    for (ContractTable const& contract : own.study.contract)
      for (std::int64_t year : own.study.run.performance_years)
        options[variant.number].emplace_back(
            variant.loaded.study, variant.trials, contract.id, static_cast<int>(year),
            fmt::format("{}.{}.{}", contract.id, year, scenarios[variant.number]));
    if (variant.drawn_again) drawn_again.push_back(scenarios[variant.number]);
  });
  std::vector<Table> tables;
  std::size_t const years = own.study.run.performance_years.size();
  for (std::size_t y = 0; y < years; ++y) {
    int const year = static_cast<int>(own.study.run.performance_years[y]);
    TableBuilder table = columns(year);
    for (std::size_t c = 0; c < own.study.contract.size(); ++c) {
      std::string const& contract = own.study.contract[c].id;
      std::string const as_it_is = fmt::format("{}.{}.as_it_is", contract, year);
      Option const base(own.study, variants.trials(), contract, year, as_it_is);
      table.row(contract, cells(contract + ", as it is", as_it_is, base, nullptr));
      for (std::size_t i = 0; i < scenarios.size(); ++i)
        table.row(
            fmt::format("{}.{}", contract, scenarios[i]),
            cells(fmt::format("{}, {}", contract, scenarios[i]),
                  fmt::format("{}.{}.{}", contract, year, scenarios[i]), options[i][c * years + y], &base));
    }
    table.note("differences are from the study as it is, trial by trial on the same random numbers");
    if (!drawn_again.empty())
      table.note(fmt::format("members drawn again under {}; elsewhere the study's own draw is settled again",
                             fmt::join(drawn_again, ", ")));
    tables.push_back(table.build());
  }
  return tables;
}

}  // namespace plimsoll
