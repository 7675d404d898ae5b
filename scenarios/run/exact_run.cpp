#include "plimsoll/scenarios/exact_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/summary.hpp"
#include "run/panel_split.hpp"
#include "run/settled_total.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t strata = std::size_t{1} << 17;
constexpr double far_level = 0.995;    // where the width of a stratum is told
constexpr double same_dollars = 0.05;  // rounding to cents along an account
constexpr double same_share = 1e-9;

/// The distribution of the total, or why there is none.
PanelTotal distribution_of(CompiledStudy const& study, SettledTotal const& settled) {
  GroupedPanel const& panel = study.grouped[settled.panel];
  try {
    return panel_total(panel, settled.of, fixed_factors(study, panel, settled.year));
  } catch (ModelError const& error) {
    throw not_exact(study.loaded, KeyPath("population") / panel.name,
                    "has a total whose distribution cannot be followed", error.what());
  }
}

std::vector<double> outputs_at(Program const& program, std::vector<TotalLine> const& lines, double away) {
  std::vector<double> columns;
  for (TotalLine const& line : lines) columns.push_back(line.at_mean + line.per_dollar * away);
  return evaluate(program, columns);
}

std::string_view parts_of(Push push) {
  switch (push) {
    case Push::classes: return "enrolment types";
    case Push::categories: return "categories";
    case Push::excess: return "what the limit cuts off and what it leaves";
    case Push::none: break;
  }
  return "nothing";
}

/// Refuses where an equal total, split otherwise, settles otherwise.
void check_split(CompiledStudy const& study, SettledTotal const& settled, PanelTotal const& total,
                 std::vector<TotalLine> const& lines) {
  constexpr double levels[] = {0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999};
  Program const& program = study.plan.program();
  for (Push push : {Push::classes, Push::categories, Push::excess}) {
    std::vector<TotalLine> const pushed = split_total(study, settled, total.mean(), push);
    for (double level : levels) {
      double const away = total.quantile(level) - total.mean();
      std::vector<double> const as_is = outputs_at(program, lines, away),
                                other = outputs_at(program, pushed, away);
      for (std::size_t i = 0; i < as_is.size(); ++i)
        if (is_settled(program.outputs[i]) &&
            std::abs(other[i] - as_is[i]) > same_dollars + same_share * std::abs(as_is[i]))
          throw not_exact(study.loaded, KeyPath("contract"),
                          fmt::format("{} depends on how the total splits over {}", program.outputs[i].name,
                                      parts_of(push)),
                          "the distribution of the total alone does not settle it");
    }
  }
}

/// One row for each stratum, settled as a trial is.
TrialTable settle_strata(CompiledStudy const& study, std::vector<TotalLine> const& lines,
                         PanelTotal const& total) {
  Program const& program = study.plan.program();
  std::vector<double> const means = total.strata(strata);
  TrialTable table{study.plan.columns(), strata, std::vector<double>(study.plan.columns().size() * strata)};
  std::vector<Lanes> columns(lines.size());
  std::vector<Lanes const*> inputs;
  for (Lanes const& column : columns) inputs.push_back(&column);
  for (std::size_t first = 0; first < strata; first += lane_count) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        columns[i][lane] = lines[i].at_mean + lines[i].per_dollar * (means[first + lane] - total.mean());
    std::vector<Lanes> const outputs = evaluate(program, inputs);
    for (std::size_t i = 0; i < outputs.size(); ++i)
      std::copy(outputs[i].begin(), outputs[i].end(),
                table.values.begin() + static_cast<std::ptrdiff_t>(i * strata + first));
  }
  return table;
}

std::string note_of(PanelTotal const& total) {
  double const width = total.quantile(far_level + 0.5 / strata) - total.quantile(far_level - 0.5 / strata);
  return fmt::format(
      "exact: nothing is drawn; settled over {} strata of equal chance of the panel's total, whose "
      "distribution comes by transforms; at P{:g} a stratum is {:.0f} dollars of the total wide",
      strata, 100.0 * far_level, std::ceil(width));
}

Cell without_error(Cell cell) {
  if (auto* const figure = std::get_if<Figure>(&cell)) {
    figure->std_error = 0.0;
    figure->interval.reset();
  }
  return cell;
}

}  // namespace

Table without_errors(Table const& table) {
  TableBuilder exact(table.id(), table.title());
  for (Column const& column : table.columns())
    exact.column(column.id, column.name, column.unit, column.presentation);
  for (Row const& row : table.rows()) {
    std::vector<Cell> cells;
    for (Cell const& cell : row.cells) cells.push_back(without_error(cell));
    exact.row(row.id, std::move(cells));
  }
  for (std::string const& note : table.notes()) exact.note(note);
  return exact.build();
}

std::vector<Table> exact_tables(CompiledStudy const& study) {
  PLIMSOLL_EXPECT(study.method == RunMethod::exact);
  SettledTotal const settled = settled_total(study);
  PanelTotal const total = distribution_of(study, settled);
  std::vector<TotalLine> const lines = split_total(study, settled, total.mean(), Push::none);
  check_split(study, settled, total, lines);
  std::vector<Table> tables;
  for (Table const& table : summarise(study, settle_strata(study, lines, total)))
    tables.push_back(without_errors(table));
  return noted(std::move(tables), note_of(total));
}

}  // namespace plimsoll
