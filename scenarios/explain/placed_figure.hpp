#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain/explain_basis.hpp"
#include "plimsoll/scenarios/explain.hpp"

namespace plimsoll {

/// A figure in its place: the table and cell it is printed in, and the value the run printed.
struct Placed {
  Table const* table;
  std::size_t row, column;
  SummaryFigure figure;
  std::string cell_id() const { return table->cell_id(row, column); }
};

/// Figures of the tables that the run kept, in order.
std::vector<Placed> placed_figures(OpenedRun const& run, std::vector<Table> const& tables);

Basis basis_of(OpenedRun const& run, Placed const& placed);

/// "It is <measure> <basis>."
std::string formula_sentence(Placed const& placed, Basis const& basis);

/// What the figure is, apart from any trial.
Explanation told_of(OpenedRun const& run, Placed const& placed, Basis const& basis);

/// The contract-year a figure with a basis that ranks trials is of.
ExplainedYear year_explained(Placed const& placed);

/// Levels of the trials that show how a figure came about.
inline constexpr double shown_levels[] = {0.50, 0.95};
/// "The trial at P95 of owed. <title>"
std::string trial_lead(double level, std::string const& ranked_by, std::string const& title);

/// The figure's value with its unit, in words.
std::string value_in_words(Placed const& placed);

}  // namespace plimsoll
