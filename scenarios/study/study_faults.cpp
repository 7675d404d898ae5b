#include "study/study_faults.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>
#include <set>

#include "plimsoll/core/share_slack.hpp"
#include "plimsoll/models/contract/ledger.hpp"
#include "study/agreement_years.hpp"
#include "study/cash_faults.hpp"
#include "study/contract_conflicts.hpp"
#include "study/movement_faults.hpp"
#include "study/quality_study.hpp"
#include "study/reforecast_faults.hpp"
#include "study/reserve_faults.hpp"
#include "study/shocks.hpp"
#include "text/node.hpp"

namespace plimsoll {
namespace {

class Checker {
 public:
  Checker(Study const& study, SpotOf const& spot_of) : study_(study), spot_of_(spot_of) {}

  std::vector<Problem> run() {
    if (study_.schema != "study/1")
      note("schema", "this program reads study/1", "a newer form is refused, never guessed");
    names();
    years();
    kept_trials();
    reserve();
    percentiles();
    for (auto const& [name, population] : study_.population) check(name, population);
    for (auto const& [name, cost] : study_.cost) check(name, cost);
    for (auto const& [name, benchmark] : study_.benchmark) check(name, benchmark);
    for (auto const& [name, quality] : study_.quality) take(faults_of(name, quality));
    for (ProgramTable const& program : study_.program)
      known("program." + program.name + ".population", program.population, study_.population.names(),
            "population");
    contracts();
    take(agreement_faults(study_));
    take(cash_faults(study_));
    take(shock_faults(study_));
    take(reserve_faults(study_));
    take(reforecast_faults(study_));
    return std::move(problems_);
  }

 private:
  void note(std::string const& key, std::string what, std::string why = {}, std::string suggestion = {}) {
    problems_.push_back(
        {spot_of_(KeyPath(key)), key, std::move(what), std::move(why), std::move(suggestion)});
  }
  void take(std::vector<Problem> const& faults) {
    for (Problem const& fault : faults) note(fault.key, fault.what, fault.why, fault.suggestion);
  }
  void known(std::string const& key, std::string const& name, std::vector<std::string> const& names,
             std::string_view kind) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    std::string const near = nearest(name, names);
    note(key, fmt::format("there is no {} \"{}\"", kind, name),
         fmt::format("given: {}", fmt::join(names, ", ")),
         near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  void ascending(std::string const& key, std::vector<std::int64_t> const& years) {
    if (std::adjacent_find(years.begin(), years.end(), std::greater_equal<>{}) != years.end())
      note(key, "years must ascend, each once");
  }
  void shares(std::string const& key, std::map<std::string, double> const& by_name) {
    double const sum = std::accumulate(by_name.begin(), by_name.end(), 0.0,
                                       [](double total, auto const& item) { return total + item.second; });
    if (!by_name.empty() && std::abs(sum - 1.0) > share_slack)
      note(key, fmt::format("shares sum to {:.6g}", sum), "they must sum to 1");
  }

  /// Names become parts of key paths and of data set names, where dots and slashes mean something.
  void plain(std::string const& key, std::string const& name) {
    bool const sound = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
      return std::isalnum(c) || c == '_' || c == '-' || c > 127;
    });
    if (!sound) note(key, "a name may hold letters, digits, _ and - only");
  }
  void names();
  void years();
  void kept_trials();
  void reserve();
  void percentiles();
  void check(std::string const& name, PopulationTable const& population);
  void check(std::string const& name, CostTable const& cost);
  void relative_cost(std::string const& name, CostTable const& cost);
  void check(std::string const& name, BenchmarkTable const& benchmark);
  void contracts();
  void exposure(std::string const& key, ContractTable const& contract);

  Study const& study_;
  SpotOf const& spot_of_;
  std::vector<Problem> problems_;
};

void Checker::names() {
  for (std::string const& name : study_.population.names()) plain("population." + name, name);
  for (std::string const& name : study_.benchmark.names()) plain("benchmark." + name, name);
  for (std::string const& name : study_.agreement.names()) plain("agreement." + name, name);
  for (auto const& [name, quality] : study_.quality) {
    plain("quality." + name, name);
    for (QualityMeasure const& measure : quality.measure)
      plain("quality." + name + "." + measure.name, measure.name);
  }
  for (ContractTable const& contract : study_.contract) plain("contract." + contract.id + ".id", contract.id);
}

void Checker::years() {
  RunTable const& run = study_.run;
  if (run.performance_years.empty()) note("run.performance_years", "needs at least one year");
  ascending("run.performance_years", run.performance_years);
  ascending("run.base_years", run.base_years);
  if (!run.base_years.empty() && !run.performance_years.empty() &&
      run.base_years.back() >= run.performance_years.front())
    note("run.base_years", "must lie before the performance years");
}

void Checker::kept_trials() {
  RunTable const& run = study_.run;
  if (!run.excess_curve) return;
  if (run.engine == EngineKind::panel)
    note("run.excess_curve", "does not go with engine \"panel\"", "that engine draws no member",
         "engine = \"sums\"");
  if (run.estimator == EstimatorKind::sobol)
    note("run.excess_curve", "does not go with estimator \"sobol\"",
         "its points are turned towards what the run's own contracts settle", "estimator = \"plain\"");
}

void Checker::reserve() {
  ReserveTable const& reserve = study_.reserve;
  if (reserve.policy == ReservePolicy::mean) return;
  if (!reserve.level)
    note("reserve", "the policy needs a level", "a reserve is a stated choice, never a default",
         "write level = 0.90, say");
  else if (!is_valid({reserve.policy, *reserve.level}))
    note("reserve.level", fmt::format("{} does not suit the policy", *reserve.level),
         "a level lies between 0 and 1",
         *reserve.level > 1.0 ? fmt::format("did you mean {}?", *reserve.level / 100.0) : std::string{});
}

void Checker::percentiles() {
  auto const& levels = study_.run.percentiles;
  if (std::adjacent_find(levels.begin(), levels.end(), std::greater_equal<>{}) != levels.end())
    note("run.percentiles", "levels must ascend, each once");
}

void Checker::check(std::string const& name, PopulationTable const& population) {
  std::string const key = "population." + name;
  if (population.members.has_value() == population.file.has_value())
    note(key, "needs either members or a member file");
  if (population.file && population.columns.has_value() == population.column_map.has_value())
    note(key, "a member file needs a column map", "", "write columns = {...}, or column_map = \"desynpuf\"");
  if (population.file && (population.growth.is_driver() || population.growth.fixed() != 0.0))
    note(key + ".growth", "a member file cannot grow", "its members are the ones it lists",
         "give members and shares instead");
  if (population.file && (population.count_error.is_driver() || population.count_error.fixed() > 0.0))
    note(key + ".count_error", "a member file cannot grow", "its members are the ones it lists",
         "give members and shares instead, or an error of 0 or less");
  take(movement_faults(name, population, study_));
  if (population.file && study_.run.engine == EngineKind::panel)
    note(key + ".file", "engine panel has no members", "", "give members, or choose engine = \"sums\"");
  shares(key + ".enrolment", population.enrolment);
  shares(key + ".age", population.age);
  shares(key + ".risk", population.risk);
  if (!study_.cost.find(name))
    note(key, "has no cost", "every population needs a table [cost." + name + "]",
         nearest(name, study_.cost.names()).empty()
             ? ""
             : "did you mean \"" + nearest(name, study_.cost.names()) + "\"?");
}

void Checker::check(std::string const& name, CostTable const& cost) {
  std::string const key = "cost." + name;
  known(key, name, study_.population.names(), "population");
  double weights = 0.0;
  for (AlternativeFit const& fit : cost.alternative) weights += fit.weight;
  if (weights > 1.0 + share_slack)
    note(key + ".alternative", fmt::format("weights sum to {:.6g}", weights),
         "the cost's own file has what they leave of 1");
  if (study_.run.engine != EngineKind::panel) {
    if (!cost.file)
      note(key, "engines of members need a cost file", "",
           "make one with plimsoll fit, or choose engine = \"panel\"");
    if (cost.process_cv || !cost.relative_cost.empty())
      note(key, "process_cv and relative_cost belong to engine panel",
           "with a cost file they would be passed over");
    return;
  }
  if (!cost.pbpy || !cost.process_cv) note(key, "engine panel needs pbpy and process_cv");
  if (cost.parameters == ParameterRisk::drawn || !cost.alternative.empty())
    note(key, "parameters and alternatives belong to cost files", "engine panel has none",
         "give pbpy a law, or choose engine = \"sums\"");
  if (cost.frailty)
    note(key + ".frailty", "engine panel has no members", "its process_cv holds all of their spread");
  relative_cost(name, cost);
}

void Checker::relative_cost(std::string const& name, CostTable const& cost) {
  PopulationTable const* const population = study_.population.find(name);
  if (cost.relative_cost.empty() || !population) return;
  std::vector<std::string> given;
  for (auto const& [enrolment, amount] : cost.relative_cost) given.push_back(enrolment);
  if (population->enrolment.empty())
    note("cost." + name + ".relative_cost", "the population has no enrolment types",
         "their shares say what the mean over all members is", "write population." + name + ".enrolment");
  double sum = 0.0;
  for (auto const& [enrolment, share] : population->enrolment) {
    known("cost." + name + ".relative_cost", enrolment, given, "cost of enrolment type");
    if (cost.relative_cost.contains(enrolment)) sum += share * cost.relative_cost.at(enrolment);
  }
  if (sum <= 0.0) note("cost." + name + ".relative_cost", "is 0 for every member");
}

void Checker::check(std::string const& name, BenchmarkTable const& benchmark) {
  std::string const key = "benchmark." + name;
  if (benchmark.pbpy.has_value() != benchmark.base_year_weights.empty()) {
    note(key, "needs either pbpy or base_year_weights");
    return;
  }
  if (benchmark.pbpy) return;
  auto const& weights = benchmark.base_year_weights;
  if (weights.size() != study_.run.base_years.size() && !under_agreements_only(study_, name))
    note(key + ".base_year_weights",
         fmt::format("{} weights for {} base years", weights.size(), study_.run.base_years.size()));
  double const sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (std::abs(sum - 1.0) > share_slack)
    note(key + ".base_year_weights", fmt::format("weights sum to {:.6g}", sum), "they must sum to 1");
}

void Checker::exposure(std::string const& key, ContractTable const& contract) {
  bool compares = false, makes = !contract.benchmark.empty();
  for (NamedTerm const& named : contract.terms) {
    compares = compares || needs_benchmark(named.term);
    makes = makes || target_of(named.term) == Target::benchmark;
    if (makes_benchmark(named.term) && !contract.benchmark.empty())
      note(key + ".benchmark", "stands beside " + named.name,
           "the two amounts would be added, and held against one cost", "leave out one of them");
  }
  if (compares && !makes)
    note(key + ".benchmark", "is missing", "the contract compares cost with a benchmark",
         "name a [benchmark.NAME], or add a term that makes one");
  if (!contract.benchmark.empty() && contract.population.empty())
    note(key + ".population", "is missing", "a benchmark is an amount for each member of a population");
  if (!contract.enrolment.empty() && contract.population.empty())
    note(key + ".enrolment", "needs a population");
}

void Checker::contracts() {
  std::set<std::string> ids, lines;
  if (study_.contract.empty() && !study_.published) note("contract", "needs at least one contract");
  for (ContractTable const& contract : study_.contract) {
    std::string const key = "contract." + contract.id;
    if (!ids.insert(contract.id).second) note(key + ".id", "is the id of another contract");
    if (!contract.population.empty())
      known(key + ".population", contract.population, study_.population.names(), "population");
    if (!contract.benchmark.empty())
      known(key + ".benchmark", contract.benchmark, study_.benchmark.names(), "benchmark");
    PanelView view;
    view.without_members = contract.population.empty();
    for (ContractTable const& stage : with_terms_apart(contract)) {
      exposure(key, stage);
      for (Problem problem : faults_of(stage.terms, view, lines)) {
        problem.key = key + "." + problem.key;
        problem.spot = spot_of_(KeyPath(problem.key));
        problems_.push_back(std::move(problem));
      }
    }
    for (NamedTerm const& named : contract.terms) lines.insert(contract.id + "." + named.name);
  }
  for (Problem problem : contract_conflicts(study_.contract)) {
    problem.spot = spot_of_(KeyPath(problem.key));
    problems_.push_back(std::move(problem));
  }
}

}  // namespace

std::vector<Problem> faults(Study const& study, SpotOf const& spot_of) {
  return Checker(study, spot_of).run();
}

}  // namespace plimsoll
