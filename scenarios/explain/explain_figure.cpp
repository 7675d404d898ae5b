#include <fmt/format.h>

#include <algorithm>

#include "explain/placed_figure.hpp"
#include "plimsoll/core/nearest.hpp"
#include "plimsoll/scenarios/summary.hpp"

namespace plimsoll {
namespace {

void add_trials(OpenedRun const& run, Placed const& placed, std::string const& ranked_by, Explanation& told) {
  ExplainedYear const which = year_explained(placed);
  for (double level : shown_levels) {
    Explanation const trial = explain_trial(run, which, row_at_quantile(run, which, ranked_by, level));
    told.sentences.push_back(trial_lead(level, ranked_by, trial.title));
    told.sentences.insert(told.sentences.end(), trial.sentences.begin(), trial.sentences.end());
    Table const& ledger = trial.tables.back();
    bool const same = std::any_of(told.tables.begin(), told.tables.end(),
                                  [&](Table const& known) { return known.id() == ledger.id(); });
    if (!same) told.tables.push_back(ledger);
  }
}

std::vector<Placed>::const_iterator find_placed(std::vector<Placed> const& all, std::string const& id) {
  return std::find_if(all.begin(), all.end(),
                      [&](Placed const& placed) { return placed.figure.id == id || placed.cell_id() == id; });
}

[[noreturn]] void refuse(std::string const& id, std::vector<Placed> const& all) {
  std::vector<std::string> ids;
  for (Placed const& placed : all) ids.insert(ids.end(), {placed.figure.id, placed.cell_id()});
  std::string const near = nearest(id, ids);
  throw InputError(Problem{{"--figure", 0, 0},
                           id,
                           "is no figure of the run",
                           "",
                           near.empty() ? "--figures lists them" : "did you mean \"" + near + "\"?"});
}

}  // namespace

Explanation explain_figure(OpenedRun const& run, std::string const& id) {
  std::vector<Table> tables = summarise(run.study, run.results.table);
  std::vector<Placed> all = placed_figures(run, tables);
  auto found = find_placed(all, id);
  if (found == all.end()) {  // returns of programmes draw their trials again: only where they are asked for
    tables = run_tables(run.study, run.results.table);
    all = placed_figures(run, tables);
    found = find_placed(all, id);
  }
  if (found == all.end()) refuse(id, all);
  Basis const basis = basis_of(run, *found);
  Explanation told = told_of(run, *found, basis);
  if (!basis.ranked_by.empty()) add_trials(run, *found, basis.ranked_by, told);
  return told;
}

Table figure_list(OpenedRun const& run) {
  std::vector<Table> const tables = run_tables(run.study, run.results.table);
  TableBuilder list("explain.figures", "Figures of the run, by id");
  list.column("id", "id", Unit::none, Presentation::text)
      .column("table", "table", Unit::none, Presentation::text)
      .column("place", "row, column", Unit::none, Presentation::text)
      .column("value", "value", Unit::none, Presentation::text)
      .column("formula", "formula", Unit::none, Presentation::text);
  for (Placed const& placed : placed_figures(run, tables))
    list.row(placed.cell_id(), {placed.figure.id, placed.table->title(),
                                fmt::format("{}, {}", placed.table->rows()[placed.row].id,
                                            placed.table->columns()[placed.column].name),
                                value_in_words(placed), formula_sentence(placed, basis_of(run, placed))});
  return list.build();
}

}  // namespace plimsoll
