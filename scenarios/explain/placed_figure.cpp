#include "explain/placed_figure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "explain/explain_words.hpp"
#include "plimsoll/scenarios/estimator.hpp"

namespace plimsoll {
namespace {

/// How a figure is made of one number per trial, and how its error is.
struct Measure {
  std::string_view mark;  ///< in the figure's id
  std::string_view says, error;
};

constexpr std::string_view by_deviation =
    "the standard deviation of that number over the square root of the trials";
constexpr std::string_view by_share = "Wilson's interval of a share, half its width over 1.96";
constexpr std::string_view by_order =
    "the order statistics that enclose it with 95 % confidence, half their distance over 1.96";
constexpr std::string_view by_influence = "what each trial adds to it, over all trials";
constexpr std::string_view by_moments = "the delta method, from moments of the trials";

constexpr Measure measures[] = {
    {".allocated_tvar_",
     "the mean over the portfolio's worst trials beyond the level, its edge taken in part, of", by_influence},
    {".sum_var_", "the sum over contracts of the percentile of", by_influence},
    {".sum_tvar_", "the sum over contracts of the tail mean of", by_influence},
    {".diversification_var_", "the sum over contracts of the percentile, less that of all together, of",
     by_influence},
    {".diversification_tvar_", "the sum over contracts of the tail mean, less that of all together, of",
     by_influence},
    {".best_estimate", "the mean over trials of", by_deviation},
    {".margin", "the reserve less the best estimate, of", by_moments},
    {".adequacy", "the share of trials in which the reserve is enough for", by_share},
    {".expected_deficit", "the mean over trials of what is missing when the reserve is set against",
     by_deviation},
    {".share_of_maximum", "the reserve over the contract maximum, of", by_moments},
    {".reserve", "the study's reserve policy applied to", "the error of the policy's own measure"},
    {".percentile_",
     "the smallest value that the level's share of trials does not exceed, never interpolated, of", by_order},
    {".tvar_", "the mean of the worst share beyond the level, its edge taken in part, of",
     "the spread of what lies beyond the percentile, over the tail's share"},
    {".probability_above_", "the share of trials above the number in the id, of", by_share},
    {".probability_below_", "the share of trials below the number in the id, of", by_share},
    {".probability_of_", "the share of trials that are the number in the id, of", by_share},
    {".better", "the share of trials above zero, of", by_share},
    {".equal", "the share of trials at zero, of", by_share},
    {".worse", "the share of trials below zero, of", by_share},
    {".mean_if_below_", "the mean over trials below the number in the id alone, of", by_deviation},
    {".mean_if_above_", "the mean over trials above the number in the id alone, of", by_deviation},
    {".sd", "the standard deviation over trials of", by_moments},
    {".mean", "the mean over trials of", by_deviation},
    {".true_rate", "the number fixed by the study for", "nothing: it is not simulated"},
    {".trials", "the number of trials drawn from", "nothing: it is not simulated"},
};

Measure const* measure_of(std::string const& id) {
  auto const found = std::find_if(std::begin(measures), std::end(measures), [&](Measure const& measure) {
    std::size_t const at = id.rfind(measure.mark);
    if (at == std::string::npos) return false;
    return measure.mark.back() == '_' || at + measure.mark.size() == id.size();
  });
  return found == std::end(measures) ? nullptr : found;
}

std::string const& row_id(Placed const& placed) {
  return placed.table->rows()[placed.row].id;
}

Unit unit_named(Placed const& placed) {
  return std::get<Figure>(placed.table->rows()[placed.row].cells[placed.column]).unit;
}

std::string error_sentence(OpenedRun const& run, Placed const& placed) {
  SummaryFigure const& figure = placed.figure;
  Measure const* const measure = measure_of(figure.id);
  if (figure.std_error == 0.0) return "It has no simulation error: it is exact, or the same in every trial.";
  if (!std::isfinite(figure.std_error)) return "Its simulation error is not known: the trials are too few.";
  std::string text = fmt::format("Its standard error, {}, is from {}.",
                                 number_in_words(figure.std_error, unit_named(placed)),
                                 measure ? measure->error : "the estimator of its table");
  if (run.results.table.design)
    text += " Trials were not drawn independently: the error is that between the independent groups.";
  return text;
}

std::string trials_sentence(OpenedRun const& run) {
  bool const chosen = run.results.table.column("importance/weight").has_value();
  std::string const note = estimator_note(run.study);
  std::string const way = chosen ? "chosen by importance, weighted, beside a preview of all candidates"
                          : !note.empty() ? note
                                          : std::string("drawn independently, all of one weight");
  return fmt::format("{} trials, seed {}: {}.", run.results.table.trials, run.results.header.seed, way);
}

std::string columns_sentence(Basis const& basis) {
  if (basis.columns.empty()) return "It reads no column of results.h5.";
  return fmt::format("It reads of results.h5: {}.", fmt::join(basis.columns, ", "));
}

/// Year at the end of a table's id.
std::optional<int> year_of(std::string const& table) {
  std::string const digits = table.substr(table.find_last_of("._") + 1);
  if (digits.size() != 4 ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return std::stoi(digits);
}

}  // namespace

std::vector<Placed> placed_figures(OpenedRun const& run, std::vector<Table> const& tables) {
  std::map<std::string_view, SummaryFigure const*> kept;
  for (SummaryFigure const& figure : run.results.figures) kept.try_emplace(figure.id, &figure);
  std::vector<Placed> all;
  for (Table const& table : tables)
    for (std::size_t row = 0; row < table.rows().size(); ++row)
      for (std::size_t column = 0; column < table.columns().size(); ++column) {
        auto const* figure = std::get_if<Figure>(&table.rows()[row].cells[column]);
        if (!figure) continue;
        auto const found = kept.find(figure->id);
        if (found != kept.end()) all.push_back({&table, row, column, *found->second});
      }
  return all;
}

Basis basis_of(OpenedRun const& run, Placed const& placed) {
  return basis_of(run, *placed.table, placed.row, placed.column);
}

std::string formula_sentence(Placed const& placed, Basis const& basis) {
  Measure const* const measure = measure_of(placed.figure.id);
  return fmt::format("It is {} {}.", measure ? measure->says : "worked out from", basis.says);
}

std::string value_in_words(Placed const& placed) {
  return number_in_words(placed.figure.value, unit_named(placed));
}

Explanation told_of(OpenedRun const& run, Placed const& placed, Basis const& basis) {
  Explanation told;
  told.title = fmt::format("{} is {}", placed.figure.id, value_in_words(placed));
  told.sentences = {fmt::format("It stands in the table \"{}\", row {}, column {}.", placed.table->title(),
                                row_id(placed), placed.table->columns()[placed.column].name),
                    formula_sentence(placed, basis), columns_sentence(basis), trials_sentence(run),
                    error_sentence(run, placed)};
  for (std::string const& note : placed.table->notes())
    told.sentences.push_back("Note: " + note + (note.ends_with('.') ? "" : "."));
  return told;
}

ExplainedYear year_explained(Placed const& placed) {
  return {row_id(placed), year_of(placed.table->id())};
}

std::string trial_lead(double level, std::string const& ranked_by, std::string const& title) {
  return fmt::format("The trial at P{:.0f} of {}. {}", 100.0 * level, ranked_by, title);
}

}  // namespace plimsoll
