#include "plimsoll/scenarios/roll_forward.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "plimsoll/core/errors.hpp"
#include "reserve/change_groups.hpp"
#include "reserve/redrawn_study.hpp"
#include "reserve/roll_stage.hpp"
#include "run/run_document.hpp"
#include "study/assumption_words.hpp"

namespace plimsoll {
namespace {

/// The groups that read files which are lost.
std::set<ChangeGroup> groups_reading(FinishedRun const& run, std::set<std::string> const& lost) {
  std::set<ChangeGroup> groups;
  for (auto const& [name, population] : run.loaded.study.population)
    for (auto const& path : {population.file, population.column_map})
      if (path && lost.contains(*path)) groups.insert(ChangeGroup::roster);
  for (auto const& [name, cost] : run.loaded.study.cost)
    if (cost.file && lost.contains(*cost.file)) groups.insert(ChangeGroup::experience);
  return groups;
}

void check_runs(FinishedRun const& prior, FinishedRun const& current) {
  auto const refuse = [&](std::string what, std::string why) {
    throw InputError(Problem{{current.loaded.file, 0, 0}, "--prior", std::move(what), std::move(why), ""});
  };
  if (prior.method == RunMethod::importance || current.method == RunMethod::importance)
    refuse("a run by importance cannot be rolled forward",
           "its trials are chosen by the study, so a changed study has others");
  if (prior.method != current.method) refuse("was drawn by another method", "steps would mix two methods");
  auto const& years = prior.loaded.study.run.performance_years;
  auto const& now = current.loaded.study.run.performance_years;
  if (std::none_of(years.begin(), years.end(),
                   [&](std::int64_t year) { return std::find(now.begin(), now.end(), year) != now.end(); }))
    refuse("has no performance year in common with this run", "");
}

/// A step: what was exchanged, and the study after it.
struct RollStep {
  std::string id, name;
  Stage stage;
};

class Way {
 public:
  Way(FinishedRun const& prior, FinishedRun const& current, std::size_t threads,
      std::function<void(std::string const&)> const& told)
      : redraw_(prior.method, threads, told),
        document_(run_document(prior)),
        target_(run_document(current)),
        lost_(lost_inputs(prior)) {
    for (Node* document : {&document_, &target_})
      erase_words(*document);  // other words on the same number are no step
    steps_.push_back({"opening", "opening", stage_of(prior.loaded.study, prior.results.table)});
    pending_.add("model_version", "model version");
    for (ChangeGroup group : groups_reading(prior, lost_)) {
      exchange(document_, target_, group);  // the path may be the same: what it leads to is not
      pending_.add(id_of(group), name_of(group));
    }
    run();
    for (ChangeGroup group : change_groups) {
      exchange_group(group);
      run();
    }
    PLIMSOLL_EXPECT(pending_.empty());
    Stage closing = stage_of(current.loaded.study, current.results.table);
    bool const same = std::all_of(closing.begin(), closing.end(), [&](auto const& year) {
      auto const run_again = steps_.back().stage.find(year.first);
      return run_again != steps_.back().stage.end() && run_again->second.cents() == year.second.cents();
    });
    if (!same) steps_.push_back({"model_version_now", "model version of this run", std::move(closing)});
  }
  std::vector<RollStep> const& steps() const { return steps_; }
  std::set<std::string> const& lost() const { return lost_; }

 private:
  void exchange_group(ChangeGroup group) {
    if (exchange(document_, target_, group))
      pending_.add(id_of(group), name_of(group));
    else if (pending_.empty())
      steps_.push_back({std::string(id_of(group)), std::string(name_of(group)), steps_.back().stage});
  }
  /// Runs the study as it stands; one that does not hold together waits for the next exchange, unless there
  /// is none.
  void run() {
    if (pending_.empty()) return;
    try {
      RedrawnStudy const now = redraw_.draw(document_, pending_.names());
      Stage stage = stage_of(now.study, now.trials);
      auto [id, name] = pending_.take();
      steps_.push_back({std::move(id), std::move(name), std::move(stage)});
    } catch (InputError const&) {
      if (same_values(document_, target_)) throw;
    }
  }

  StudyRedraw redraw_;
  Node document_, target_;
  std::set<std::string> lost_;
  std::vector<RollStep> steps_;
  PendingParts pending_;
};

std::vector<int> common_years(FinishedRun const& prior, std::vector<RollStep> const& steps) {
  std::vector<int> years;
  for (std::int64_t calendar : prior.loaded.study.run.performance_years) {
    int const year = static_cast<int>(calendar);
    if (std::all_of(steps.begin(), steps.end(),
                    [&](RollStep const& step) { return step.stage.contains(year); }))
      years.push_back(year);
  }
  return years;
}

Figure balance(std::string const& id, StageYear const& year) {
  Figure figure = year.line.reserve;
  figure.id = id;
  figure.value = year.cents() / 100.0;
  return figure;
}

}  // namespace

Table roll_forward(FinishedRun const& prior, FinishedRun const& current, std::size_t threads,
                   std::function<void(std::string const&)> const& told) {
  check_runs(prior, current);
  Way const way(prior, current, threads, told);
  std::vector<RollStep> const& steps = way.steps();
  std::vector<int> const years = common_years(prior, steps);
  TableBuilder table("roll_forward", "Reserve of all signed contracts, rolled forward from the prior run, $");
  table.column("step", "step", Unit::none, Presentation::text);
  for (int year : years)
    table.column(std::to_string(year), std::to_string(year), Unit::dollars, Presentation::cents);
  auto const row = [&](std::string const& id, std::string const& name, auto const& figure) {
    std::vector<Cell> cells{name};
    for (int year : years) cells.emplace_back(figure(fmt::format("roll_forward.{}.{}", year, id), year));
    table.row(id, std::move(cells));
  };
  row("opening", "opening",
      [&](std::string const& id, int year) { return balance(id, steps.front().stage.at(year)); });
  for (std::size_t i = 1; i < steps.size(); ++i)
    row(steps[i].id, steps[i].name, [&](std::string const& id, int year) {
      return step_figure(id, steps[i - 1].stage.at(year), steps[i].stage.at(year));
    });
  row("closing", "closing",
      [&](std::string const& id, int year) { return balance(id, steps.back().stage.at(year)); });
  table.note(
      "steps are taken in this order, each on the same random numbers; in another order a step may be worth "
      "more or less");
  if (!way.lost().empty())
    table.note(fmt::format("not split from the model version, for the prior run's files have changed: {}",
                           fmt::join(way.lost(), ", ")));
  return table.build();
}

}  // namespace plimsoll
