#include "summary/fits_summary.hpp"

#include <fmt/format.h>

#include "fit/cost_fits.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "settle/contract_trials.hpp"
#include "summary/reserve_lines.hpp"

namespace plimsoll {
namespace {

void add_row(Study const& study, TrialTable const& trials, std::string const& contract, int year,
             StudyFit const& fit, TableBuilder& table) {
  TrialTable const part = contract_trials(trials, contract, year, [&](std::size_t trial) {
    return fit.share.has(static_cast<std::uint32_t>(trial), false);
  });
  std::string const row = fmt::format("{}.{}.fit.{}", contract, year, fit.file);
  Figure const count = exact_figure(row + ".trials", static_cast<double>(part.trials), Unit::count);
  if (part.trials < 2) {
    table.row(row, {fmt::format("{}, {}", contract, fit.file), count, Empty{}, Empty{}, Empty{}});
    return;
  }
  Sample const settlement(row + ".settlement", Unit::dollars,
                          *part.column(contract_column(contract, "settlement"), year));
  table.row(row, {fmt::format("{}, {}", contract, fit.file), count, settlement.mean(),
                  settlement.standard_deviation(), reserve_line(study, part, contract, year).reserve});
}

}  // namespace

void append_fits_tables(CompiledStudy const& study, TrialTable const& trials, int year,
                        std::vector<Table>& tables) {
  if (study.method == RunMethod::importance || !study.plan.drivers().parameters()) return;
  for (auto const& [name, cost] : study.loaded.study.cost) {
    if (cost.alternative.empty() || !cost.file) continue;
    TableBuilder table(fmt::format("fits_{}_{}", name, year), fmt::format("By fit of {}, {}", name, year));
    table.column("fit", "contract, fit", Unit::none, Presentation::text)
        .column("trials", "trials", Unit::count, Presentation::count)
        .column("mean", "mean settlement", Unit::dollars, Presentation::whole_dollars)
        .column("sd", "sd", Unit::dollars, Presentation::whole_dollars)
        .column("reserve", "reserve", Unit::dollars, Presentation::whole_dollars);
    for (ContractTable const& contract : study.loaded.study.contract)
      if (contract.population == name)
        for (StudyFit const& fit : fits_of(cost))
          add_row(study.loaded.study, trials, contract.id, year, fit, table);
    table.note("every other table blends the fits in these shares");
    tables.push_back(table.build());
  }
}

}  // namespace plimsoll
