#include "plimsoll/scenarios/compile_study.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compile/build_notices.hpp"
#include "compile/contract_program.hpp"
#include "compile/few_members.hpp"
#include "compile/kept_tallies.hpp"
#include "compile/limit_checks.hpp"
#include "compile/method_checks.hpp"
#include "compile/panel_builder.hpp"
#include "compile/plan_digest.hpp"
#include "compile/term_checks.hpp"
#include "study/cash_dates.hpp"

namespace plimsoll {
namespace {

YearAxis axis_of(RunTable const& run) {
  return {{run.base_years.begin(), run.base_years.end()},
          {run.performance_years.begin(), run.performance_years.end()}};
}

/// What is worth knowing of terms of any year, once each.
void note_terms(LoadedStudy& loaded, Panels const& panels) {
  Study apart = loaded.study;
  apart.contract.clear();
  for (ContractTable const& contract : loaded.study.contract)
    for (ContractTable& stage : with_terms_apart(contract)) apart.contract.push_back(std::move(stage));
  std::vector<std::string> notices;
  note_limits(apart, panels, notices);
  note_types_without_history(apart, panels, notices);
  note_few_members(apart, panels, notices);
  for (std::string& notice : notices)
    if (std::find(loaded.notices.begin(), loaded.notices.end(), notice) == loaded.notices.end())
      loaded.notices.push_back(std::move(notice));
}

}  // namespace

std::string contract_column(std::string const& contract, std::string const& what) {
  return "contract/" + contract + "/" + what;
}

std::string spend_column(std::string const& population, std::string const& category) {
  return "panel/" + population + "/spend/" + category;
}

CompiledStudy compile_study(LoadedStudy loaded, RunMethod method, TableShare const& share) {
  check_method(loaded, method);
  YearAxis const years = axis_of(loaded.study.run);
  DriverPlan drivers(loaded.drivers, rank_correlations(loaded));
  if (!drivers.notice().empty()) loaded.notices.push_back("correlation: " + drivers.notice());
  PanelBuilder builder(loaded, years);
  Engine engine = builder.build(method, share);
  drivers = drivers.drawing(builder.parameters());
  check_terms(loaded, builder.panels());
  note_terms(loaded, builder.panels());
  std::vector<std::string> categories;
  for (auto const& [name, panel] : builder.panels())
    for (std::string const& category : panel.categories)
      if (std::find(categories.begin(), categories.end(), category) == categories.end())
        categories.push_back(category);
  Program program = compile(kept_formulas(loaded.study, years, builder.panels()));
  if (method == RunMethod::conditional)
    engine = make_conditional(builder.grouped(), tallies_of(program), drivers, years);
  RunPlan plan(Seed{static_cast<std::uint64_t>(loaded.study.run.seed)},
               static_cast<std::uint64_t>(loaded.study.run.trials), years, drivers, std::move(engine),
               std::move(program));
  std::vector<KeptTally> kept;
  if (loaded.study.run.excess_curve && method == RunMethod::simulate)
    kept = kept_tallies(plan.program(), builder.panels());
  check_few_members(loaded, builder.panels(), kept);
  if (loaded.study.run.excess_curve && method != RunMethod::simulate)
    loaded.notices.push_back(fmt::format("run.excess_curve: --method {} keeps none", name_in_study(method)));
  else if (loaded.study.run.excess_curve)
    plan = plan.keeping(kept);
  if (has_cash(loaded.study) && (method == RunMethod::exact || method == RunMethod::importance))
    loaded.notices.push_back(fmt::format("cash: --method {} makes no calendar", name_in_study(method)));
  std::string digest = plan_digest(loaded, plan, method);
  return {std::move(loaded), std::move(plan),  builder.panels(), std::move(categories), method,
          builder.grouped(), std::move(digest)};
}

}  // namespace plimsoll
