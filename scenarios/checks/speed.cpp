#include "plimsoll/scenarios/speed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/host.hpp"

namespace plimsoll {
namespace {

/// One mode's run for one core and for all; both share their tables.
struct TimedWork {
  ReferenceWork one_core, all_cores;
};

ReferencePanel panel_of(SpeedPlan const& plan) {
  if (!plan.data) return made_panel();
  std::optional<ReferencePanel> panel = read_reference_panel(*plan.data);
  if (panel) return *panel;
  throw InputError(Problem{{(*plan.data / "reference_panel" / "reference_panel.csv").string()},
                           "",
                           "there is no such file",
                           "--data names the folder of public data that has it",
                           "leave --data out to time a panel made by the program"});
}

ReferenceWork with_trials(ReferenceWork work, std::uint64_t trials) {
  RunPlan const& plan = work.plan;
  work.plan = RunPlan(plan.seed(), trials, plan.years(), plan.drivers(), plan.engine(), plan.program());
  return work;
}

void check(ReferenceWork const& work) {
  for (CheckedAnswer const& answer : check_answers(work))
    if (!answer.right())
      throw ModelError(fmt::format("{}: {} is {:.0f}, not within {:.0f} of {:.0f}: nothing was timed",
                                   name_in_study(work.mode), answer.what, answer.got, answer.tolerance,
                                   answer.expected));
}

TimedWork checked_work(ReferencePanel const& panel, SpeedPlan const& plan, DrawMode mode, std::size_t cores) {
  SimdLimit const limit(simd_of(mode));
  std::uint64_t const trials = plan.blocks * lane_count;
  ReferenceWork work = make_reference_work(panel, plan.data.has_value(), mode, plan.members, trials);
  check(work);
  ReferenceWork const all = with_trials(work, trials * cores);
  return {std::move(work), all};
}

double nanoseconds(ReferenceWork const& work, std::size_t threads) {
  SimdLimit const limit(simd_of(work.mode));
  auto const started = std::chrono::steady_clock::now();
  simulate(work.plan, threads);
  std::chrono::duration<double, std::nano> const taken = std::chrono::steady_clock::now() - started;
  return taken.count() / work.member_trials();
}

double median(std::vector<double> values) {
  std::size_t const middle = values.size() / 2;
  std::sort(values.begin(), values.end());
  return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

double median_ratio(std::vector<double> const& above, std::vector<double> const& below) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < above.size(); ++round) ratios.push_back(above[round] / below[round]);
  return median(std::move(ratios));
}

}  // namespace

SpeedReport measure_speed(SpeedPlan const& plan, std::function<void(std::string const&)> const& say) {
  PLIMSOLL_EXPECT(plan.rounds > 0 && plan.blocks > 0 && plan.members > 0);
  ReferencePanel const panel = panel_of(plan);
  SpeedReport report;
  report.published = plan.data.has_value();
  report.members = plan.members;
  HostClass const host = this_host();
  report.machine = host.processor;
  report.cores = host.cores;
  report.simd = host.instructions;
  std::vector<TimedWork> works;
  for (auto const& [name, mode] : Names<DrawMode>::pairs) {
    say(fmt::format("{}: tables and answers", name));
    works.push_back(checked_work(panel, plan, mode, report.cores));
    report.speeds.push_back({mode, {}, {}});
  }
  for (std::size_t round = 0; round < plan.rounds; ++round) {
    say(fmt::format("round {} of {}", round + 1, plan.rounds));
    for (std::size_t i = 0; i < works.size(); ++i) {
      report.speeds[i].one_core.push_back(nanoseconds(works[i].one_core, 1));
      report.speeds[i].all_cores.push_back(nanoseconds(works[i].all_cores, report.cores));
    }
  }
  return report;
}

Table speed_table(SpeedReport const& report) {
  PLIMSOLL_EXPECT(!report.speeds.empty());
  TableBuilder table("speed", fmt::format("{}, {} members: nanoseconds per member and trial",
                                          report.published ? "Reference panel" : "Panel made by the program",
                                          report.members));
  table.column("mode", "Mode", Unit::none, Presentation::text);
  table.column("one_core", "One core", Unit::none, Presentation::number);
  table.column("all_cores", fmt::format("All {} cores", report.cores), Unit::none, Presentation::number);
  table.column("gain", "Gain by cores", Unit::none, Presentation::number);
  table.column("over_claims", "Times claims", Unit::none, Presentation::number);
  std::vector<double> const& claims = report.speeds.front().one_core;
  auto const number = [](double value) { return exact_figure("", value, Unit::none); };
  for (Speed const& speed : report.speeds) {
    std::string const mode(name_in_study(speed.mode));
    table.row(mode, {mode, number(median(speed.one_core)), number(median(speed.all_cores)),
                     number(median_ratio(speed.one_core, speed.all_cores)),
                     number(median_ratio(claims, speed.one_core))});
  }
  table.note(fmt::format("Medians over {} round{} on {}, {} core{}, vector instructions {}.", claims.size(),
                         claims.size() == 1 ? "" : "s",
                         report.machine.empty() ? "a processor without a name" : report.machine, report.cores,
                         report.cores == 1 ? "" : "s", report.simd));
  if (!report.published)
    table.note("The public reference panel was not found: PLIMSOLL_DATA or --data names its folder.");
  table.note("Ratios carry over to other machines, times do not.");
  return table.build();
}

}  // namespace plimsoll
