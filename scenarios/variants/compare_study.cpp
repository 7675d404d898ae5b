#include "plimsoll/scenarios/compare_study.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/models/measure/paired.hpp"
#include "plimsoll/models/measure/regret.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/glide_path.hpp"
#include "study/named_contract.hpp"
#include "text/node.hpp"
#include "variants/option.hpp"
#include "variants/scenario_table.hpp"
#include "variants/variant_trials.hpp"

namespace plimsoll {
namespace {

/// Contracts of which one would be signed.
struct Choice {
  std::string group;  ///< empty where the study names none
  std::vector<std::string> contracts;
};

std::vector<Choice> choices_of(Study const& study) {
  std::vector<Choice> choices;
  for (ContractTable const& contract : study.contract) {
    auto const same = [&](Choice const& choice) { return choice.group == contract.alternative_group; };
    auto found = std::find_if(choices.begin(), choices.end(), same);
    if (found == choices.end()) found = choices.insert(choices.end(), {contract.alternative_group, {}});
    found->contracts.push_back(contract.id);
  }
  // Where some contracts have a group, those without one are no alternatives to each other.
  if (choices.size() > 1) std::erase_if(choices, [](Choice const& choice) { return choice.group.empty(); });
  return choices;
}

/// The words that tell one table from another: a year, or all of them.
struct Period {
  std::string id, says;
};

std::string title(Choice const& choice, Period const& period, char const* what) {
  return choice.group.empty() ? fmt::format("{}, {}", what, period.says)
                              : fmt::format("{} of {}, {}", what, choice.group, period.says);
}

std::string id_of(Choice const& choice, Period const& period, char const* what) {
  return choice.group.empty() ? fmt::format("{}.{}", what, period.id)
                              : fmt::format("{}.{}.{}", what, choice.group, period.id);
}

Table options_table(Choice const& choice, std::vector<Option> const& options, Period const& period) {
  TableBuilder table(id_of(choice, period, "options"), title(choice, period, "Options"));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("mean", "mean", Unit::dollars, Presentation::whole_dollars)
      .column("sd", "sd", Unit::dollars, Presentation::whole_dollars)
      .column("p_owe", "P(owe)", Unit::fraction, Presentation::percent)
      .column("reserve", "reserve", Unit::dollars, Presentation::whole_dollars)
      .column("tail", "mean of worst 5 %", Unit::dollars, Presentation::whole_dollars)
      .column("regret", "regret, mean", Unit::dollars, Presentation::whole_dollars)
      .column("regret_p95", "regret, P95", Unit::dollars, Presentation::whole_dollars)
      .column("best", "best", Unit::fraction, Presentation::percent);
  std::vector<OptionValues> values;
  for (Option const& option : options)
    values.push_back({fmt::format("{}.{}", option.contract(), period.id), option.settlement()});
  std::vector<Regret> const regret = regrets(values, Unit::dollars);
  for (std::size_t i = 0; i < options.size(); ++i) {
    Sample const& settled = options[i].settled();
    std::vector<double> reversed(values[i].by_trial.begin(), values[i].by_trial.end());
    for (double& value : reversed) value = -value;
    Figure tail = Sample(values[i].id + ".worst", Unit::dollars, reversed).tail_value_at_risk(0.95);
    tail.value = -tail.value;
    if (tail.interval) tail.interval = Interval{-tail.interval->high, -tail.interval->low};
    table.row(options[i].contract(), {options[i].contract(), settled.mean(), settled.standard_deviation(),
                                      settled.probability_below(0.0), options[i].reserve().reserve, tail,
                                      regret[i].mean, regret[i].percentile, regret[i].best});
  }
  table.note(
      "regret: what the best option of the trial would have paid beyond this one; best: no option pays more");
  return table.build();
}

std::string text_of(Dominance dominance) {
  switch (dominance) {
    case Dominance::every_trial: return "in every trial";
    case Dominance::first_order: return "first order";
    case Dominance::second_order: return "second order";
    case Dominance::none: break;
  }
  return "";
}

/// Which of the two is above the other, and how.
std::string dominance_text(Option const& a, Option const& b) {
  if (std::equal(a.settlement().begin(), a.settlement().end(), b.settlement().begin())) return "the same";
  if (std::string const first = text_of(dominance(a.settlement(), b.settlement())); !first.empty())
    return a.contract() + ", " + first;
  std::string const second = text_of(dominance(b.settlement(), a.settlement()));
  return second.empty() ? "neither" : b.contract() + ", " + second;
}

Table pairs_table(Choice const& choice, std::vector<Option> const& options, Period const& period) {
  TableBuilder table(id_of(choice, period, "pairs"), title(choice, period, "Differences on the same trials"));
  table.column("pair", "pair", Unit::none, Presentation::text)
      .column("mean", "settlement, mean", Unit::dollars, Presentation::whole_dollars)
      .column("sd", "sd", Unit::dollars, Presentation::whole_dollars)
      .column("better", "better", Unit::fraction, Presentation::percent)
      .column("equal", "equal", Unit::fraction, Presentation::percent)
      .column("worse", "worse", Unit::fraction, Presentation::percent)
      .column("reserve", "reserve", Unit::dollars, Presentation::whole_dollars)
      .column("dominates", "dominates", Unit::none, Presentation::text);
  for (std::size_t i = 0; i < options.size(); ++i)
    for (std::size_t j = i + 1; j < options.size(); ++j) {
      std::string const id =
          fmt::format("{}-{}.{}.difference", options[j].contract(), options[i].contract(), period.id);
      PairedDifference const difference =
          paired_difference(id, Unit::dollars, options[j].settlement(), options[i].settlement());
      table.row(fmt::format("{}-{}", options[j].contract(), options[i].contract()),
                {fmt::format("{} less {}", options[j].contract(), options[i].contract()), difference.mean,
                 difference.standard_deviation, difference.better, difference.equal, difference.worse,
                 reserve_difference(id + ".reserve", options[j], options[i]),
                 dominance_text(options[j], options[i])});
    }
  table.note(
      "dominates: first order, every percentile at least as good; second order, every mean of a lower "
      "tail; of the trials at hand");
  return table.build();
}

void append_choice(Choice const& choice, std::vector<Option> const& options, Period const& period,
                   std::vector<Table>& tables) {
  tables.push_back(options_table(choice, options, period));
  if (options.size() > 1) tables.push_back(pairs_table(choice, options, period));
}

std::vector<Table> choice_tables(Study const& study, TrialTable const& trials) {
  std::vector<Table> tables;
  for (Choice const& choice : choices_of(study)) {
    auto const append = [&](Period const& period, auto const& option_of) {
      std::vector<Option> options;
      for (std::string const& contract : choice.contracts) options.push_back(option_of(contract));
      append_choice(choice, options, period, tables);
    };
    for (std::int64_t year : study.run.performance_years)
      append({std::to_string(year), std::to_string(year)}, [&](std::string const& contract) {
        return Option(study, trials, contract, static_cast<int>(year));
      });
    if (study.run.performance_years.size() > 1)
      append({"all", "all years together"},
             [&](std::string const& contract) { return Option(study, trials, contract); });
  }
  return tables;
}

std::vector<std::string> scenarios_of(LoadedStudy const& loaded, CompareSetting const& setting) {
  if (!setting.all_scenarios) return setting.scenarios;
  std::vector<std::string> names;
  if (Node const* all = find(*loaded.document, KeyPath("scenario")); all && all->table())
    for (auto const& [name, node] : all->table()->items()) names.push_back(name);
  if (names.empty())
    throw InputError(Problem{{loaded.file, 0, 0},
                             "scenario",
                             "there is no scenario in the study",
                             "",
                             "write [scenario.NAME] with key paths and what they change to"});
  return names;
}

/// The study with a contract for each path, and no other.
LoadedStudy with_paths(LoadedStudy const& study, CompareSetting const& setting) {
  std::string const like = setting.like.empty() ? study.study.contract.front().id : setting.like;
  contract_named(study, like);
  std::vector<std::int64_t> const& years = study.study.run.performance_years;
  std::string text = study.text;
  for (std::string const& path : setting.paths)
    text += contract_of(glide_path(path, years), path, like, years) + "alternative_group = \"paths\"\n";
  LoadedStudy loaded = load_study_text(text, study.file, study.folder, study.bindings);
  loaded.study.run.trials = study.study.run.trials;
  std::erase_if(loaded.study.contract,
                [](ContractTable const& contract) { return contract.alternative_group != "paths"; });
  return loaded;
}

}  // namespace

std::vector<Table> compare_study(LoadedStudy loaded, CompareSetting const& setting) {
  if (!setting.paths.empty()) loaded = with_paths(loaded, setting);
  std::vector<std::string> const scenarios = scenarios_of(loaded, setting);
  VariantStudy variants(std::move(loaded), {setting.threads, setting.progress});
  // First, as scenarios may ask for limits that the study itself does not: one draw has them all.
  std::vector<Table> const of_scenarios =
      scenarios.empty() ? std::vector<Table>{} : scenario_tables(variants, scenarios);
  std::vector<Table> tables = choice_tables(variants.study().loaded.study, variants.trials());
  tables.insert(tables.end(), of_scenarios.begin(), of_scenarios.end());
  return tables;
}

}  // namespace plimsoll
