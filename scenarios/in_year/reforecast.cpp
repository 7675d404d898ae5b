#include "plimsoll/scenarios/reforecast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "in_year/drawn_study.hpp"
#include "in_year/reforecast_change.hpp"
#include "in_year/reforecast_summary.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/summary.hpp"

namespace plimsoll {
namespace {

/// Standard deviations from which actuals are called no draw of the study.
constexpr double surprising = 3.0;

void note_looks(CompiledStudy const& study, KnownToDate const& known, std::vector<CostLook> const& looks,
                std::vector<std::string>& notices) {
  for (CostLook const& look : looks) {
    double const away = look.deviation > 0.0 ? (look.seen - look.expected) / look.deviation : 0.0;
    if (std::abs(away) > surprising)
      notices.push_back(
          fmt::format("{}, {}: cost to date of ${:.0f} lies {:.1f} standard deviations from the "
                      "${:.0f} that the study expects: look at its costs, drivers and seasonality",
                      look.population, look.year, look.seen, away, look.expected));
    bool const claimants = std::any_of(known.cost.begin(), known.cost.end(), [&](CostToDate const& cost) {
      return cost.population == look.population && !cost.claimants.empty();
    });
    bool const limits =
        std::any_of(study.plan.tallies().tallies().begin(), study.plan.tallies().tallies().end(),
                    [&](Tally const& tally) {
                      return tally.limit && tally.panel == study.panels.at(look.population).view.panel;
                    });
    if (look.months == 12 && limits && !claimants)
      notices.push_back(
          fmt::format("actual_to_date.{}: no claimants given, so what members cost above limits in "
                      "{} stays uncertain though the year is over",
                      look.population, look.year));
  }
}

/// Of the run's own tables those that a position is read with.
void append_run_tables(CompiledStudy const& study, TrialTable const& trials, std::vector<Table>& tables) {
  for (Table& table : noted(summarise(study, trials), estimator_note(study)))
    if (table.id().starts_with("settlement.") || table.id().starts_with("owed.") ||
        table.id().starts_with("reserve."))
      tables.push_back(std::move(table));
}

}  // namespace

std::vector<PointEstimate> point_estimates(CompiledStudy const& study, TrialTable const& trials) {
  std::vector<PointEstimate> points;
  for (int year : study.plan.years().performance)
    for (ContractTable const& contract : study.loaded.study.contract) {
      double const mean =
          Sample("point", Unit::dollars, *trials.column(contract_column(contract.id, "settlement"), year),
                 trials.design)
              .mean()
              .value;
      points.push_back({contract.id, year, std::llround(mean * 100.0)});
    }
  return points;
}

Reforecast reforecast(LoadedStudy const& loaded, ReforecastRequest const& request) {
  LoadedStudy asked = loaded;
  if (request.trials) asked.study.run.trials = static_cast<std::int64_t>(*request.trials);
  Reforecast result;
  result.known = known_to_date(asked, request.as_of);
  DrawnStudy const drawn(asked, request.threads);
  CompiledStudy const& study = drawn.study();
  GivenTrials given = drawn.given(result.known);
  result.notices = study.loaded.notices;
  result.notices.insert(result.notices.end(), result.known.notices.begin(), result.known.notices.end());
  note_looks(study, result.known, given.looks, result.notices);
  result.points = point_estimates(study, given.trials);
  result.tables = reforecast_tables({study, result.known, given.trials, given.looks, given.rates});
  append_run_tables(study, given.trials, result.tables);
  if (!request.since.empty())
    for (Table& table : change_tables(asked, drawn, result, request))
      result.tables.push_back(std::move(table));
  result.trials = std::move(given.trials);
  return result;
}

}  // namespace plimsoll
