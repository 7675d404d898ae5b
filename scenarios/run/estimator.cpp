#include "plimsoll/scenarios/estimator.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Scores a Sobol point has behind its drivers': the luck of every panel-year without members.
std::size_t further_scores(RunPlan const& plan) {
  auto const* const preview = std::get_if<Conditional>(&plan.engine());
  return preview ? preview->panels.size() * plan.years().size() : 0;
}

}  // namespace

std::vector<std::size_t> contract_columns(CompiledStudy const& study, char const* what) {
  std::vector<std::size_t> columns;
  for (ContractTable const& contract : study.loaded.study.contract)
    for (int year : study.plan.years().performance) {
      auto const column = find_column(study.plan.columns(), contract_column(contract.id, what), year);
      PLIMSOLL_EXPECT(column.has_value());
      columns.push_back(*column);
    }
  return columns;
}

RunPlan with_estimator(CompiledStudy const& study, Pilot const* pilot) {
  RunPlan const& plan = study.plan;
  if (study.loaded.study.run.estimator == EstimatorKind::plain) return plan;
  std::vector<double> direction;
  if (pilot) direction = steepest_direction(*pilot, contract_columns(study, "settlement"));
  return plan.on_drivers(
      plan.drivers().on_sobol_points(plan.seed(), plan.years(), std::move(direction), further_scores(plan)));
}

RunPlan with_estimator(CompiledStudy const& study, std::size_t threads) {
  bool const learns = study.loaded.study.run.estimator == EstimatorKind::sobol &&
                      (!study.plan.drivers().drivers().empty() || further_scores(study.plan) > 0);
  if (!learns) return with_estimator(study, nullptr);
  Pilot const pilot = run_pilot(study.plan, threads);
  return with_estimator(study, &pilot);
}

std::uint64_t trials_per_round(Study const& study) {
  return study.run.estimator == EstimatorKind::sobol ? sobol_round : std::uint64_t{lane_count};
}

std::string estimator_note(CompiledStudy const& study) {
  if (study.loaded.study.run.estimator == EstimatorKind::plain) return {};
  return fmt::format("scrambled Sobol points on the drivers{}; ± is between {} independent scrambles",
                     study.method == RunMethod::conditional ? " and the luck of every panel-year" : "",
                     sobol_replicates);
}

std::vector<Table> noted(std::vector<Table> tables, std::string const& note) {
  if (note.empty()) return tables;
  for (Table& table : tables) table = with_note(std::move(table), note);
  return tables;
}

}  // namespace plimsoll
