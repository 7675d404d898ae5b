#include "explain_verb.hpp"

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/explain.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

/// What is wrong with the question; empty when it is one.
std::string fault_of(ExplainVerb const& verb) {
  int const asked =
      (verb.trial ? 1 : 0) + (verb.quantile ? 1 : 0) + (verb.figure.empty() ? 0 : 1) + (verb.figures ? 1 : 0);
  if (asked != 1) return "say what to explain by one of --trial, --quantile, --figure and --figures";
  if (verb.quantile && !(*verb.quantile > 0.0 && *verb.quantile < 1.0))
    return "--quantile must lie between 0 and 1";
  if ((verb.figures || !verb.figure.empty()) && (verb.year || !verb.contract.empty()))
    return "a figure's id names its contract and year: --contract and --year do not go with it";
  return {};
}

Explanation explain(ExplainVerb const& verb, OpenedRun const& run) {
  if (verb.figures) return {"Figures of the run", {}, {figure_list(run)}};
  if (!verb.figure.empty()) return explain_figure(run, verb.figure);
  ExplainedYear which{verb.contract, {}};
  if (verb.year) which.year = static_cast<int>(*verb.year);
  std::size_t const row = verb.trial ? row_of_trial(run, static_cast<std::uint64_t>(*verb.trial))
                                     : row_at_quantile(run, which, *verb.quantile);
  return explain_trial(run, which, row);
}

}  // namespace

ExitCode ExplainVerb::run(Terminal& terminal) const {
  if (std::string const fault = fault_of(*this); !fault.empty()) {
    terminal.complain(fault);
    return ExitCode::usage;
  }
  try {
    OpenedRun const opened = open_run(run_folder, inputs);
    for (std::string const& notice : opened.notices) terminal.say("notice: " + notice);
    Explanation const told = explain(*this, opened);
    if (terminal.json())
      terminal.print(nlohmann::ordered_json{{"format", "plimsoll-explain/1"},
                                            {"run", run_folder},
                                            {"notices", opened.notices},
                                            {"title", told.title},
                                            {"sentences", told.sentences},
                                            {"tables", to_json(told.tables)}});
    if (terminal.json()) return ExitCode::done;
    terminal.print(told.title + "\n");
    for (std::string const& sentence : told.sentences) terminal.print(sentence + "\n");
    terminal.print(std::string("\n"));
    for (Table const& table : told.tables) terminal.show(table);
  } catch (NotReproducible const& error) {
    terminal.complain(error.what());
    return ExitCode::not_reproducible;
  }
  return ExitCode::done;
}

}  // namespace plimsoll
