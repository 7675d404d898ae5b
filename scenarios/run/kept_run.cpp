#include "plimsoll/scenarios/kept_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/summary.hpp"
#include "run/kept_trials.hpp"

namespace plimsoll {
namespace {

constexpr CurveEnds as_read{};
constexpr std::array<CurveEnds, 4> corners{
    CurveEnds{CurveEnd::low, CurveEnd::low}, CurveEnds{CurveEnd::low, CurveEnd::high},
    CurveEnds{CurveEnd::high, CurveEnd::low}, CurveEnds{CurveEnd::high, CurveEnd::high}};

[[noreturn]] void refuse(std::filesystem::path const& file, std::string what, std::string why) {
  throw InputError(Problem{{file, 0, 0},
                           "",
                           std::move(what),
                           std::move(why),
                           "run the study again with [run] excess_curve = true and --force"});
}

void check_run(CompiledStudy const& study, Results const& run, std::filesystem::path const& file) {
  if (study.loaded.study.run.estimator != EstimatorKind::plain)
    throw InputError(Problem{study.loaded.spot_of(KeyPath("run.estimator")), "run.estimator",
                             "only plain trials can be settled again",
                             "Sobol points are turned towards what the run's own contracts settle",
                             "estimator = \"plain\""});
  std::vector<int> years;
  for (std::size_t year = 0; year < study.plan.years().size(); ++year)
    years.push_back(study.plan.years()[year]);
  if (std::none_of(run.table.columns.begin(), run.table.columns.end(),
                   [](ColumnInfo const& column) { return column.name.starts_with("experience/"); }))
    refuse(file, "keeps no trials that can be settled again", "they are kept on request");
  if (run.header.years != years)
    refuse(file, "holds trials of other years", "run.base_years or run.performance_years differ");
  if (run.header.seed != study.plan.seed().value)
    refuse(file, "holds trials of another seed", "run.seed differs");
}

/// Drivers whose values in a block are not the run's.
std::vector<std::string> other_drivers(RunPlan const& plan, TrialTable const& run, TrialRows const& drawn) {
  std::vector<std::string> differing;
  std::size_t const rows = std::min<std::size_t>(lane_count, run.trials);
  for (std::size_t i = 0; i < plan.columns().size(); ++i) {
    ColumnInfo const& column = plan.columns()[i];
    auto const values = run.column(column.name, column.year);
    if (column.name.starts_with("draws/") && values &&
        !std::equal(values->begin(), values->begin() + static_cast<std::ptrdiff_t>(rows),
                    drawn.columns[i].begin()))
      differing.push_back(column.name.substr(std::string("draws/").size()));
  }
  return differing;
}

/// Whether every sum drawn lies between what was kept, or what the curve leaves open, of it.
bool encloses(RunPlan const& plan, std::size_t rows, Experience const& low, Experience const& drawn,
              Experience const& high) {
  constexpr double rounded = 1.0;  // cents: readings are rounded to whole ones
  std::vector<Tally> const& tallies = plan.tallies().tallies();
  for (std::size_t t = 0; t < tallies.size(); ++t)
    for (std::size_t year = 0; year < plan.years().size(); ++year)
      for (std::size_t row = 0; row < rows; ++row) {
        auto const id = static_cast<TallyId>(t);
        double const slack = tallies[t].limit ? rounded : 0.0, cents = drawn.at(id, year)[row];
        if (cents < low.at(id, year)[row] - slack || cents > high.at(id, year)[row] + slack) return false;
      }
  return true;
}

/// In what a block drawn anew differs from the run's; nothing where it is the same.
std::vector<std::string> other_draws(RunPlan const& plan, TrialTable const& run, KeptTrials const& kept) {
  TrialBlock const block = plan.block(0);
  DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), block);
  Experience const drawn = plan.draw(block, drivers);
  std::vector<std::string> differing = other_drivers(plan, run, plan.settle(block, drivers, drawn));
  std::size_t const rows = std::min<std::size_t>(lane_count, run.trials);
  if (differing.empty() && !encloses(plan, rows, kept.at(block, drivers, corners.front()), drawn,
                                     kept.at(block, drivers, corners.back())))
    differing.push_back("members or their costs");
  return differing;
}

TrialTable settled(CompiledStudy const& study, KeptTrials const& kept, std::uint64_t trials, CurveEnds ends,
                   std::size_t threads) {
  RunPlan const& plan = study.plan;
  TrialTable table = empty_trials(plan.columns(), trials);
  for_each_block(blocks_for(trials), threads, [&](std::uint32_t number) {
    TrialBlock const block{number};
    DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), block);
    put_rows(table, plan.settle(block, drivers, kept.at(block, drivers, ends)));
  });
  return table;
}

/// How far a column's figures move, by the unit they have.
std::string distance_text(Column const& column, double distance) {
  switch (column.unit) {
    case Unit::fraction: return fmt::format("{:.2g} % in {}", 100.0 * distance, column.name);
    case Unit::dollars:
    case Unit::dollars_pbpy:
    case Unit::dollars_pmpm: return fmt::format("${:.2f} in {}", distance, column.name);
    default: return fmt::format("{:.2g} in {}", distance, column.name);
  }
}

/// A figure whose interval holds the one it has at a corner too; `moved` becomes the larger distance.
void widen(Cell& cell, Cell const& corner, double& moved) {
  auto* const figure = std::get_if<Figure>(&cell);
  auto const* const other = std::get_if<Figure>(&corner);
  if (!figure || !other) return;
  moved = std::max(moved, std::abs(other->value - figure->value));
  if (!figure->interval || !other->interval) return;
  figure->interval->low = std::min(figure->interval->low, other->interval->low);
  figure->interval->high = std::max(figure->interval->high, other->interval->high);
}

/// The table with what the ends of the curve make of it. Cells at the corners stand where they do as read.
Table bounded(Table const& table, std::vector<Table const*> const& at_corners) {
  TableBuilder built(table.id(), table.title());
  for (Column const& column : table.columns())
    built.column(column.id, column.name, column.unit, column.presentation);
  std::vector<double> moved(table.columns().size());
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    std::vector<Cell> cells = table.rows()[row].cells;
    for (Table const* corner : at_corners)
      for (std::size_t column = 0; column < cells.size(); ++column)
        widen(cells[column], corner->rows()[row].cells[column], moved[column]);
    built.row(table.rows()[row].id, std::move(cells));
  }
  for (std::string const& note : table.notes()) built.note(note);
  std::vector<std::string> distances;
  for (std::size_t column = 0; column < moved.size(); ++column)
    if (moved[column] > 0.0) distances.push_back(distance_text(table.columns()[column], moved[column]));
  if (!distances.empty())
    built.note(
        fmt::format("limits lie between those kept; what the excess curve leaves open moves no figure "
                    "by more than {}; intervals hold it, ± does not",
                    fmt::join(distances, ", ")));
  return built.build();
}

}  // namespace

std::vector<Table> settle_kept(CompiledStudy const& study, std::filesystem::path const& folder,
                               std::size_t threads) {
  std::filesystem::path const file = folder / "results.h5";
  Results const run = read_results(file);
  check_run(study, run, file);
  KeptTrials const kept(file, run.table, study);
  if (auto const differing = other_draws(study.plan, run.table, kept); !differing.empty())
    refuse(
        file, "holds trials of another study",
        fmt::format("its first {} trials drawn again differ in {}", lane_count, fmt::join(differing, ", ")));
  auto const tables_at = [&](CurveEnds ends) {
    return summarise(study, settled(study, kept, run.table.trials, ends, threads));
  };
  std::string const note =
      fmt::format("{} trials kept in {}, settled again; none is drawn", run.table.trials, folder.string());
  std::vector<Table> tables = tables_at(as_read);
  if (!kept.reads_between()) return noted(std::move(tables), note);
  std::vector<std::vector<Table>> at_corners;
  for (CurveEnds const& ends : corners) at_corners.push_back(tables_at(ends));
  for (std::size_t i = 0; i < tables.size(); ++i) {
    std::vector<Table const*> corner_tables;
    for (std::vector<Table> const& corner : at_corners) corner_tables.push_back(&corner[i]);
    tables[i] = bounded(tables[i], corner_tables);
  }
  return noted(std::move(tables), note);
}

}  // namespace plimsoll
