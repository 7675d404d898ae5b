#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/opened_run.hpp"

namespace plimsoll {

/// An answer to "where does this number come from", apart from how it is printed: sentences first, then the
/// tables behind them.
struct Explanation {
  std::string title;
  std::vector<std::string> sentences;
  std::vector<Table> tables;
};

/// Which contract-year of a run; the first contract and performance year where not given.
struct ExplainedYear {
  std::string contract;
  std::optional<int> year;
};

/// Row of the trial whose settlement has the rank of the p-th percentile among the run's trials, the first of
/// equals; among chosen trials by their weights. Expects 0 < p < 1. Throws InputError where the run has no
/// such contract or year.
std::size_t row_at_quantile(OpenedRun const& run, ExplainedYear const& which, double p);
/// The same by another column of the contract-year, such as `owed`.
std::size_t row_at_quantile(OpenedRun const& run, ExplainedYear const& which, std::string const& column,
                            double p);

/// How the trial in that row came to its settlement: what it drew, what members cost, every line of its
/// ledger with what the line read, and where it stands among all trials. The block of the trial is drawn
/// again; throws NotReproducible where any number of it is not, to the bit, the one the run kept.
Explanation explain_trial(OpenedRun const& run, ExplainedYear const& which, std::size_t row);

/// What a printed figure is: its formula, the columns it reads, trials, estimator and error, and, where a
/// settlement is behind it, the trials at its median and 95th percentile. `id` is that of the figure or of
/// its cell. Throws InputError naming the nearest id where there is none of that name.
Explanation explain_figure(OpenedRun const& run, std::string const& id);

/// A trial that shows how a figure came about: where it ranks, and its number among those told.
struct ShownTrial {
  double level;           ///< 0.95 for P95
  std::string ranked_by;  ///< column of the contract-year
  std::size_t trial;
};
/// A figure explained: `told` is what explain_figure says of it, but for the trials.
struct ExplainedFigure {
  std::string id, cell;
  Explanation told;
  std::vector<ShownTrial> trials;
};
struct ExplainedRun {
  std::vector<ExplainedFigure> figures;
  std::vector<Explanation> trials;  ///< as explain_trial tells them, each once
};

/// All figures of tables that `run_tables` made of the run, and all trials behind them.
ExplainedRun explain_run(OpenedRun const& run, std::vector<Table> const& tables);

/// Every figure of the run's tables: id, table, row, column, value, formula.
Table figure_list(OpenedRun const& run);

}  // namespace plimsoll
