#include "reserve/roll_stage.hpp"

#include <cmath>

#include "plimsoll/models/measure/jackknife.hpp"
#include "reserve/held_amount.hpp"

namespace plimsoll {
namespace {

double step_error(StageYear const& from, StageYear const& to) {
  TrialGroups const groups(from.owed.size());
  if (from.owed.size() != to.owed.size() || from.design || to.design || groups.count() == 0)
    return from.line.reserve.std_error + to.line.reserve.std_error;
  auto const without = [&](StageYear const& year, std::size_t group) {
    return size_reserve(groups.without(group, year.owed), year.line.maximum, year.line.rule).reserve.value;
  };
  std::vector<double> steps;
  for (std::size_t group = 0; group < groups.count(); ++group)
    steps.push_back(without(to, group) - without(from, group));
  return jackknife_error(steps);
}

}  // namespace

double StageYear::cents() const {
  return std::round(line.reserve.value * 100.0);
}

Stage stage_of(Study const& study, TrialTable const& trials) {
  Stage stage;
  for (std::int64_t calendar : study.run.performance_years) {
    int const year = static_cast<int>(calendar);
    Holder holder = signed_holder(study, trials, year);
    stage.emplace(year, StageYear{std::move(holder.owed), std::move(holder.line), trials.design});
  }
  return stage;
}

Figure step_figure(std::string id, StageYear const& from, StageYear const& to) {
  double const dollars = (to.cents() - from.cents()) / 100.0;
  if (from.owed == to.owed && dollars == 0.0) return exact_figure(std::move(id), 0.0, Unit::dollars);
  return normal_figure(std::move(id), dollars, step_error(from, to), Unit::dollars);
}

}  // namespace plimsoll
