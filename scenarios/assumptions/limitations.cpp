#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/scenarios/assumption_register.hpp"

namespace plimsoll {
namespace {

std::vector<std::string> of_every_report(Study const& study) {
  std::string const& date = study.purpose.information_date;
  return {
      fmt::format("Contracts are modelled as coded{}; the wording of the agreement decides, not this model. "
                  "Programme rules may change.",
                  date.empty() ? std::string{} : ", with data and rules known up to " + date),
      "This is not legal, accounting or actuarial advice, and no statement of opinion.",
      ("Percentiles hold under the assumptions listed; events that were not modelled are in none of "
       "them. Past settlements may not tell of those to come."),
      "Errors shown are those of simulation. That the model itself is wrong cannot be measured in full.",
      ("Not suitable for ranking providers, for decisions on patients, or for a statutory opinion without an "
       "actuary."),
  };
}

bool draws_parameters(Study const& study) {
  return std::any_of(study.cost.begin(), study.cost.end(), [](auto const& named) {
    auto const& [name, cost] = named;
    return cost.parameters == ParameterRisk::drawn || !cost.alternative.empty();
  });
}

bool starts(Driver const& driver, std::string_view table) {
  return driver.path.text().starts_with(table);
}

/// Benchmarks that nothing moves: what happens to them until settlement is left out.
std::vector<std::string> fixed_benchmarks(LoadedStudy const& loaded) {
  std::vector<std::string> fixed;
  for (auto const& [name, benchmark] : loaded.study.benchmark) {
    std::string const table = "benchmark." + name + ".";
    bool const moves = !benchmark.base_year_weights.empty() ||
                       std::any_of(loaded.drivers.begin(), loaded.drivers.end(),
                                   [&](Driver const& driver) { return starts(driver, table); });
    if (!moves) fixed.push_back(name);
  }
  return fixed;
}

std::vector<std::string> of_this_study(LoadedStudy const& loaded) {
  Study const& study = loaded.study;
  std::vector<std::string> told;
  bool const parameters = draws_parameters(study);
  if (loaded.drivers.empty() && !parameters)
    told.push_back("Only process risk is on: no input is uncertain, so the spread shown is too narrow.");
  if (study.run.engine == EngineKind::panel)
    told.push_back(
        "Cost is drawn for each class as a whole from a mean and a member's spread: no member and "
        "no claim is modelled.");
  else if (!parameters && !study.population.empty())
    told.push_back("The laws fitted to cost are taken as known: the error of the fit is in no figure.");
  if (loaded.drivers.size() > 1 && rank_correlations(loaded).empty())
    told.push_back("Uncertain inputs are drawn without correlation.");
  for (std::string const& name : fixed_benchmarks(loaded))
    told.push_back(fmt::format("Benchmark \"{}\" is held fixed: it does not move until settlement.", name));
  if (std::none_of(study.population.begin(), study.population.end(),
                   [](auto const& named) { return named.second.movement.has_value(); }) &&
      !study.population.empty())
    told.push_back("Members stay for the year: nobody comes, goes or dies within it.");
  told.push_back(study.shock.empty()
                     ? "Events are not modelled: epidemics, new drugs, changes of law, failure of a payer, "
                       "loss of a large practice."
                     : "Of events only the shocks of the study are modelled: no new drug, change of law, "
                       "failure of a payer or loss of a large practice.");
  return told;
}

}  // namespace

std::vector<std::string> limitations(LoadedStudy const& loaded) {
  std::vector<std::string> told = of_every_report(loaded.study);
  auto const add = [&](std::vector<std::string> const& more, std::string_view before) {
    for (std::string const& text : more) told.push_back(std::string(before) + text);
  };
  add(of_this_study(loaded), "");
  add(loaded.study.purpose.limitations, "");
  add(loaded.study.purpose.risks, "Risk kept in mind and not modelled: ");
  return told;
}

}  // namespace plimsoll
