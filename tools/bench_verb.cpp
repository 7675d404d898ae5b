#include "bench_verb.hpp"

#include <cstdlib>

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/speed.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

/// --data, else PLIMSOLL_DATA where that folder has the panel; nothing means the panel made by the program.
std::optional<std::filesystem::path> data_folder(std::string const& given) {
  if (!given.empty()) return given;
  char const* const named = std::getenv("PLIMSOLL_DATA");
  if (named == nullptr || !read_reference_panel(named)) return {};
  return named;
}

nlohmann::ordered_json rounds_of(SpeedReport const& report) {
  nlohmann::ordered_json modes = nlohmann::ordered_json::object();
  for (Speed const& speed : report.speeds)
    modes[std::string(name_in_study(speed.mode))] = {{"one_core", speed.one_core},
                                                     {"all_cores", speed.all_cores}};
  return modes;
}

}  // namespace

ExitCode BenchVerb::run(Terminal& terminal) const {
  SpeedPlan plan{data_folder(data), static_cast<std::uint64_t>(members), static_cast<std::uint64_t>(blocks),
                 static_cast<std::size_t>(rounds)};
  if (quick) plan = {plan.data, 1'000, 1, 1};
  SpeedReport const report =
      measure_speed(plan, [&](std::string const& line) { terminal.say("bench: " + line); });
  Table const table = speed_table(report);
  if (terminal.json())
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-bench/1"},
                                          {"panel", report.published ? "reference_panel" : "made"},
                                          {"members", report.members},
                                          {"machine", report.machine},
                                          {"cores", report.cores},
                                          {"simd", report.simd},
                                          {"nanoseconds", rounds_of(report)},
                                          {"table", to_json(table)}});
  terminal.show(table);
  return ExitCode::done;
}

}  // namespace plimsoll
