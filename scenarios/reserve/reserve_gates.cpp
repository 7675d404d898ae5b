#include "reserve/reserve_gates.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <map>

#include "explain/explain_words.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/nearest.hpp"
#include "plimsoll/models/reserve/tolerance.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "reserve/held_amount.hpp"

namespace plimsoll {
namespace {

std::chrono::sys_days day_of(std::string const& text, std::string const& key) {
  int year = 0;
  unsigned month = 0, day = 0;
  bool sound = text.size() == 10 && text[4] == '-' && text[7] == '-';
  auto const read = [&](std::size_t first, std::size_t last, auto& number) {
    char const* const end = text.data() + last;
    auto const result = std::from_chars(text.data() + first, end, number);
    sound = sound && result.ec == std::errc{} && result.ptr == end;
  };
  if (sound) read(0, 4, year);
  if (sound) read(5, 7, month);
  if (sound) read(8, 10, day);
  std::chrono::year_month_day const date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!sound || !date.ok())
    throw InputError(Problem{{}, key, fmt::format("\"{}\" is no day", text), "", "write year-month-day"});
  return date;
}

std::map<std::string, SummaryFigure> figures_by_id(RunRead const& run, ReserveReport const& report) {
  std::map<std::string, SummaryFigure> by_id;
  for (SummaryFigure const& figure : run.results.figures) by_id.emplace(figure.id, figure);
  for (SummaryFigure const& figure : figures_of(report.tables)) by_id.insert_or_assign(figure.id, figure);
  return by_id;
}

/// Whether a trigger trips, in words; `tripped` says so to the program.
std::string trip(TriggerTable const& trigger, SummaryFigure const& figure, bool& tripped) {
  bool const over = trigger.above && figure.value > *trigger.above;
  bool const under = trigger.below && figure.value < *trigger.below;
  tripped = over || under;
  auto const inside = [&](std::optional<double> const& threshold) {
    return threshold && figure.low <= *threshold && *threshold <= figure.high;
  };
  std::string const word = tripped ? "tripped" : "quiet";
  return inside(trigger.above) || inside(trigger.below) ? word + ", within simulation error" : word;
}

std::string threshold_text(TriggerTable const& trigger) {
  std::string text;
  if (trigger.above) text = fmt::format("above {}", *trigger.above);
  if (trigger.below) text += fmt::format("{}below {}", text.empty() ? "" : ", ", *trigger.below);
  return text;
}

}  // namespace

int days_between(std::string const& from, std::string const& to, std::string const& key) {
  return static_cast<int>((day_of(to, key) - day_of(from, key)).count());
}

void append_tolerance_table(RunRead const& run, ReserveReport& report) {
  Study const& study = run.loaded.study;
  if (!study.tolerance) return;
  Tolerance const tolerance{study.tolerance->max_loss, study.tolerance->probability};
  std::string const loss = number_in_words(tolerance.max_loss, Unit::dollars);
  TableBuilder table("tolerance", fmt::format("Chance of losing more than {} in a performance year", loss));
  table.column("year", "year", Unit::none, Presentation::text)
      .column("chance", "chance", Unit::fraction, Presentation::fine_percent)
      .column("limit", "limit", Unit::fraction, Presentation::fine_percent)
      .column("verdict", "verdict", Unit::none, Presentation::text);
  for (std::int64_t calendar : study.run.performance_years) {
    int const year = static_cast<int>(calendar);
    Holder const held = signed_holder(study, run.results.table, year);
    ToleranceVerdict verdict =
        judge(Sample("tolerance", Unit::dollars, held.owed, run.results.table.design), tolerance);
    std::string const id = fmt::format("tolerance.{}", year);
    verdict.chance.id = id + ".chance";
    if (verdict.verdict == Verdict::fail)
      report.tripped.push_back(fmt::format("{}: a loss above {} has a chance of {:.2f} %, limit {:.2f} %",
                                           year, loss, 100.0 * verdict.chance.value,
                                           100.0 * tolerance.probability));
    table.row(std::to_string(year), {std::to_string(year), verdict.chance,
                                     exact_figure(id + ".limit", tolerance.probability, Unit::fraction),
                                     std::string(name_of(verdict.verdict))});
  }
  table.note(
      "loss of all signed contracts, netted as [portfolio] says; the verdict holds where the chance's 95 % "
      "interval lies on one side of the limit");
  report.tables.push_back(table.build());
}

void append_trigger_table(RunRead const& run, std::string const& as_of, ReserveReport& report) {
  std::vector<TriggerTable> const& triggers = run.loaded.study.trigger;
  if (triggers.empty()) return;
  auto const figures = figures_by_id(run, report);
  std::vector<std::string> ids;
  for (auto const& [id, figure] : figures) ids.push_back(id);
  TableBuilder table("triggers", "Triggers");
  table.column("figure", "figure", Unit::none, Presentation::text)
      .column("value", "value", Unit::none, Presentation::number)
      .column("threshold", "threshold", Unit::none, Presentation::text)
      .column("state", "", Unit::none, Presentation::text)
      .column("date", "look at", Unit::none, Presentation::text)
      .column("tell", "tell", Unit::none, Presentation::text);
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    TriggerTable const& trigger = triggers[i];
    auto const found = figures.find(trigger.figure);
    if (found == figures.end()) {
      std::string const near = nearest(trigger.figure, ids);
      problems.push_back({run.loaded.spot_of(KeyPath("trigger")), "trigger",
                          fmt::format("\"{}\" is no figure of this run", trigger.figure), "",
                          near.empty() ? "summary.json lists them" : "did you mean \"" + near + "\"?"});
      continue;
    }
    bool tripped = false;
    std::string state = trip(trigger, found->second, tripped);
    if (!trigger.date.empty() && !as_of.empty() && days_between(as_of, trigger.date, "trigger.date") > 0)
      state += ", not yet due";
    else if (tripped)
      report.tripped.push_back(fmt::format("{} is {:.6g}, {}: tell {}", trigger.figure, found->second.value,
                                           threshold_text(trigger), trigger.tell));
    table.row(fmt::format("trigger.{}", i + 1),
              {trigger.figure,
               normal_figure(fmt::format("trigger.{}.value", i + 1), found->second.value,
                             found->second.std_error, Unit::none),
               threshold_text(trigger), state, trigger.date, trigger.tell});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  report.tables.push_back(table.build());
}

}  // namespace plimsoll
