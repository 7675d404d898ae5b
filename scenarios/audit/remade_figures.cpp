#include "audit/remade_figures.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <map>

#include "plimsoll/scenarios/run_study.hpp"
#include "plimsoll/scenarios/summary.hpp"
#include "plimsoll/scenarios/two_phase.hpp"

namespace plimsoll {
namespace {

bool is_same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
         (std::isnan(a) && std::isnan(b));
}

/// The number behind an option among those that changed the study.
std::optional<std::uint64_t> number_of(ResultsHeader const& header, std::string const& option) {
  for (std::string const& text : header.overrides) {
    if (!text.starts_with(option + " ")) continue;
    std::uint64_t number = 0;
    char const* const end = text.data() + text.size();
    if (std::from_chars(text.data() + option.size() + 1, end, number).ptr == end) return number;
  }
  return std::nullopt;
}

/// The trials of a run without the columns that say how they were chosen.
TrialTable drawn_columns(OpenedRun const& run) {
  TrialTable table = empty_trials(run.study.plan.columns(), run.results.table.trials);
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (auto const kept = run.results.table.column(table.columns[i].name, table.columns[i].year))
      std::copy(kept->begin(), kept->end(),
                table.values.begin() + static_cast<std::ptrdiff_t>(i * table.trials));
  return table;
}

}  // namespace

double MovedFigure::error() const {
  return std::hypot(before.std_error, after.std_error);
}

std::vector<MovedFigure> moved_figures(std::vector<SummaryFigure> const& before,
                                       std::vector<SummaryFigure> const& after) {
  std::map<std::string_view, SummaryFigure const*> known;
  for (SummaryFigure const& figure : after) known.emplace(figure.id, &figure);
  std::vector<MovedFigure> moved;
  for (SummaryFigure const& a : before) {
    auto const found = known.find(a.id);
    if (found == known.end()) continue;
    SummaryFigure const& b = *found->second;
    if (!is_same(a.value, b.value) || !is_same(a.std_error, b.std_error) || !is_same(a.low, b.low) ||
        !is_same(a.high, b.high))
      moved.push_back({a.id, a.unit, a, b});
  }
  return moved;
}

std::vector<SummaryFigure> remade_figures(OpenedRun const& run, TrialTable const& trials,
                                          std::size_t threads) {
  return figures_of(run_tables(run.study, trials, threads));
}

std::vector<SummaryFigure> rechosen_figures(OpenedRun const& run, std::size_t threads,
                                            std::vector<std::string>& faults) {
  ResultsHeader const& header = run.results.header;
  auto const candidates = number_of(header, "--candidates");
  if (!candidates) return {};
  TwoPhaseSize size;
  size.candidates = *candidates;
  size.trials = number_of(header, "--trials")
                    .value_or(load_study_text(header.study_text, run.study.loaded.file,
                                              run.study.loaded.folder, run.study.loaded.bindings)
                                  .study.run.trials);
  CompiledStudy study = run.study;
  study.method = RunMethod::importance;
  TwoPhase const phase = first_phase(study, size, threads);
  TrialTable const drawn = drawn_columns(run);
  auto const numbers = run.results.table.column("importance/trial");
  auto const weights = run.results.table.column("importance/weight");
  bool const same = numbers && weights &&
                    std::equal(numbers->begin(), numbers->end(), phase.chosen.begin(), phase.chosen.end(),
                               [](double a, std::uint32_t b) { return a == static_cast<double>(b); }) &&
                    std::ranges::equal(*weights, phase.weights());
  if (!same) {
    faults.push_back("importance/trial, importance/weight: other trials are chosen, or with other weights");
    return {};
  }
  std::vector<Table> tables = summarise(study, combined(phase, drawn));
  tables.push_back(weights_table(phase));
  return figures_of(tables);
}

}  // namespace plimsoll
