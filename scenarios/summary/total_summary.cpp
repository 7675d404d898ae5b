#include "summary/total_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {
namespace {

/// What the years of one contract come to, trial by trial.
struct Years {
  std::vector<double> total, worst, owing;  ///< owing: number of years that owe
};

Years years_of(Study const& study, TrialTable const& trials, std::string const& contract) {
  Years years;
  for (std::int64_t year : study.run.performance_years) {
    auto const settled = trials.column(contract_column(contract, "settlement"), static_cast<int>(year));
    PLIMSOLL_EXPECT(settled.has_value());
    if (years.total.empty()) {
      years.total.assign(settled->size(), 0.0);
      years.worst.assign(settled->begin(), settled->end());
      years.owing.assign(settled->size(), 0.0);
    }
    for (std::size_t i = 0; i < settled->size(); ++i) {
      years.total[i] += (*settled)[i];
      years.worst[i] = std::min(years.worst[i], (*settled)[i]);
      years.owing[i] += (*settled)[i] < 0.0 ? 1.0 : 0.0;
    }
  }
  return years;
}

Cell still_carried(Study const& study, TrialTable const& trials, std::string const& contract) {
  auto const left = trials.column(contract_column(contract, "carried_out"),
                                  static_cast<int>(study.run.performance_years.back()));
  if (!left) return Empty{};
  return Sample(contract + ".total.carried", Unit::dollars, *left, trials.design).mean();
}

}  // namespace

void append_total_table(Study const& study, TrialTable const& trials, Presentation presentation,
                        std::string_view unit, std::vector<Table>& tables) {
  auto const& performance = study.run.performance_years;
  if (performance.size() < 2) return;
  TableBuilder table("total", fmt::format("Settlement of {} to {} together, {} (positive is paid to us)",
                                          performance.front(), performance.back(), unit));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("mean", "mean", Unit::dollars, presentation)
      .column("sd", "sd", Unit::dollars, presentation)
      .column("p05", "P5", Unit::dollars, presentation)
      .column("p95", "P95", Unit::dollars, presentation)
      .column("p_owe", "P(owe in all)", Unit::fraction, Presentation::percent)
      .column("p_owe_any", "P(owe in any year)", Unit::fraction, Presentation::percent)
      .column("worst", "worst year, mean", Unit::dollars, presentation)
      .column("worst_p05", "worst year, P5", Unit::dollars, presentation)
      .column("carried", "still carried", Unit::dollars, presentation);
  for (ContractTable const& contract : study.contract) {
    Years const years = years_of(study, trials, contract.id);
    std::string const id = contract.id + ".total";
    Sample const total(id, Unit::dollars, years.total, trials.design);
    Sample const worst(id + ".worst", Unit::dollars, years.worst, trials.design);
    Sample const owing(id + ".owing", Unit::count, years.owing, trials.design);
    table.row(contract.id,
              {contract.id, total.mean(), total.standard_deviation(), total.percentile(0.05),
               total.percentile(0.95), total.probability_below(0.0), owing.probability_above(0.0),
               worst.mean(), worst.percentile(0.05), still_carried(study, trials, contract.id)});
  }
  table.note("years are added as they are settled, without interest; the worst year is each trial's own");
  tables.push_back(table.build());
}

}  // namespace plimsoll
