#include "audit/diff_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "plimsoll/models/measure/sample.hpp"
#include "reserve/change_groups.hpp"
#include "reserve/redrawn_study.hpp"
#include "reserve/roll_stage.hpp"
#include "summary/reserve_lines.hpp"

namespace plimsoll {
namespace {

using ContractYear = std::pair<std::string, int>;

/// One study on the way: what every contract settles, and the reserve against it.
struct DiffStage {
  std::map<ContractYear, std::vector<double>> settlement;
  std::map<ContractYear, StageYear> reserve;
};

DiffStage diff_stage(Study const& study, TrialTable const& trials) {
  DiffStage stage;
  for (ContractTable const& contract : study.contract)
    for (std::int64_t calendar : study.run.performance_years) {
      ContractYear const key{contract.id, static_cast<int>(calendar)};
      auto const settled = trials.column(contract_column(contract.id, "settlement"), key.second);
      auto const owed = trials.column(contract_column(contract.id, "owed"), key.second);
      if (!settled || !owed) continue;
      stage.settlement.emplace(key, std::vector<double>(settled->begin(), settled->end()));
      stage.reserve.emplace(key, StageYear{{owed->begin(), owed->end()},
                                           reserve_line(study, trials, contract.id, key.second),
                                           trials.design});
    }
  return stage;
}

Figure mean_of(std::vector<double> const& values, SharedDesign const& design) {
  return Sample("", Unit::dollars, values, design).mean();
}

/// How far a mean moved; trial by trial where both have the same ones.
Figure mean_step(std::string id, DiffStage const& from, DiffStage const& to, ContractYear const& key) {
  std::vector<double> const &a = from.settlement.at(key), &b = to.settlement.at(key);
  SharedDesign const &before = from.reserve.at(key).design, &after = to.reserve.at(key).design;
  Figure const first = mean_of(a, before), last = mean_of(b, after);
  double error = std::hypot(first.std_error, last.std_error);
  if (a.size() == b.size() && !before && !after) {
    std::vector<double> moved(a.size());
    std::transform(b.begin(), b.end(), a.begin(), moved.begin(), std::minus<>{});
    error = mean_of(moved, nullptr).std_error;
  }
  return normal_figure(std::move(id), last.value - first.value, error, Unit::dollars);
}

struct DiffStep {
  std::string id, name;
  DiffStage stage;
};

class WayBetween {
 public:
  WayBetween(RunSide const& a, RunSide const& b, std::vector<RunChange> const& changes, std::size_t threads,
             std::function<void(std::string const&)> const& told)
      : b_(b), changes_(changes), redraw_(a.run.method, threads, told), document_(a.document) {
    steps_.push_back({"a", "A", diff_stage(a.run.loaded.study, a.run.results.table)});
  }

  /// The study as it stands on this program, where the kept trials are not its own.
  void run_first(std::string const& name) {
    if (name.empty()) return;
    note("first", name);
    run();
  }
  void exchange_all(bool ends_at_b) {
    for (CauseName const& cause : cause_names()) {
      bool any = false;
      for (RunChange const& change : changes_)
        if (change.cause == cause.id) {
          take_path(document_, b_.document, change.path);
          any = true;
        }
      if (!any) continue;
      note(cause.id, cause.name);
      bool const done = is_last(cause.id);
      if (done && ends_at_b)
        finish();
      else
        run();
    }
  }
  void run_last(std::string const& name) {
    if (!name.empty() || !pending_.empty()) {
      note("last", name);
      finish();
    }
  }
  std::vector<DiffStep> const& steps() const { return steps_; }

 private:
  void note(std::string const& id, std::string const& name) {
    if (!name.empty()) pending_.add(id, name);
  }
  bool is_last(std::string const& id) const {
    auto const& names = cause_names();
    auto place = std::find_if(names.begin(), names.end(), [&](CauseName const& one) { return one.id == id; });
    return std::none_of(std::next(place), names.end(), [&](CauseName const& later) {
      return std::any_of(changes_.begin(), changes_.end(),
                         [&](RunChange const& change) { return change.cause == later.id; });
    });
  }
  /// A study that does not hold together waits for the next exchange.
  void run() {
    try {
      RedrawnStudy const now = redraw_.draw(document_, pending_.names());
      step(diff_stage(now.study, now.trials));
    } catch (InputError const&) {
    }
  }
  void finish() { step(diff_stage(b_.run.loaded.study, b_.run.results.table)); }
  void step(DiffStage stage) {
    auto [id, name] = pending_.take();
    steps_.push_back({std::move(id), std::move(name), std::move(stage)});
  }

  RunSide const& b_;
  std::vector<RunChange> const& changes_;
  StudyRedraw redraw_;
  Node document_;
  std::vector<DiffStep> steps_;
  PendingParts pending_;
};

/// Contracts and years that every step has.
std::vector<ContractYear> common_keys(std::vector<DiffStep> const& steps) {
  std::vector<ContractYear> keys;
  for (auto const& [key, values] : steps.front().stage.settlement)
    if (std::all_of(steps.begin(), steps.end(),
                    [&key = key](DiffStep const& step) { return step.stage.settlement.contains(key); }))
      keys.push_back(key);
  return keys;
}

using StepFigure = std::function<Figure(std::string, DiffStage const&, DiffStage const&)>;

void add_rows(TableBuilder& table, std::string const& figure, std::vector<DiffStep> const& steps,
              StepFigure const& moved) {
  auto const id = [&](std::string const& step) { return fmt::format("moved.{}.{}", figure, step); };
  Figure const all = moved(id("all"), steps.front().stage, steps.back().stage);
  std::vector<Figure> each;
  for (std::size_t i = 1; i < steps.size(); ++i)
    each.push_back(moved(id(steps[i].id), steps[i - 1].stage, steps[i].stage));
  if (all.value == 0.0 &&
      std::all_of(each.begin(), each.end(), [](Figure const& one) { return one.value == 0.0; }))
    return;
  for (std::size_t i = 1; i < steps.size(); ++i)
    table.row(fmt::format("{}.{}", figure, steps[i].id), {figure, steps[i].name, each[i - 1]});
  table.row(figure + ".all", {figure, std::string("all"), all});
}

Table steps_table(std::vector<DiffStep> const& steps, std::vector<ContractYear> const& keys) {
  TableBuilder table("diff.moves", "What moved each contract's mean settlement and reserve from A to B, $");
  table.column("figure", "figure", Unit::none, Presentation::text);
  table.column("cause", "cause", Unit::none, Presentation::text);
  table.column("moved", "moved by", Unit::dollars, Presentation::cents);
  for (ContractYear const& key : keys) {
    std::string const name = fmt::format("{}.{}", key.first, key.second);
    add_rows(table, name + ".settlement.mean", steps,
             [&](std::string id, DiffStage const& from, DiffStage const& to) {
               return mean_step(std::move(id), from, to, key);
             });
    add_rows(table, name + ".reserve", steps,
             [&](std::string id, DiffStage const& from, DiffStage const& to) {
               return step_figure(std::move(id), from.reserve.at(key), to.reserve.at(key));
             });
  }
  table.note(
      "one cause is exchanged at a time, in this order, each on the same random numbers; in another order a "
      "cause may be worth more or less");
  table.note("errors are of the movement itself, trial by trial where both sides have the same trials");
  return table.build();
}

}  // namespace

DiffSteps diff_steps(RunSide const& a, RunSide const& b, std::vector<RunChange> const& changes,
                     std::string const& first, std::string const& last, std::size_t threads,
                     std::function<void(std::string const&)> const& told) {
  DiffSteps steps;
  if (a.run.method == RunMethod::importance || b.run.method == RunMethod::importance)
    steps.notes.push_back(
        "not split by cause: trials chosen by importance are chosen by the study, so a changed study has "
        "others");
  else if (a.run.method != b.run.method)
    steps.notes.push_back("not split by cause: the runs were drawn by different methods");
  if (!steps.notes.empty()) return steps;
  WayBetween way(a, b, changes, threads, told);
  way.run_first(first);
  way.exchange_all(last.empty());
  way.run_last(last);
  if (way.steps().size() < 2) return steps;
  std::vector<ContractYear> const keys = common_keys(way.steps());
  if (keys.empty()) {
    steps.notes.push_back("not split by cause: the runs have no contract and year in common");
    return steps;
  }
  Table table = steps_table(way.steps(), keys);
  if (!table.rows().empty()) steps.tables.push_back(std::move(table));
  for (DiffStep const& step : way.steps())
    if (step.name.find(';') != std::string::npos) steps.notes.push_back("not told apart: " + step.name);
  return steps;
}

}  // namespace plimsoll
