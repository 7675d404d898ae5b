#include "run_log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>
#include <ctime>
#include <nlohmann/json.hpp>

#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/host.hpp"
#include "plimsoll/sim/line_log.hpp"

namespace plimsoll {
namespace {

std::string now_in_words() {
  std::time_t const now = std::time(nullptr);
  std::tm parts{};
  if (::gmtime_r(&now, &parts) == nullptr) return "unknown time";  // a clock that was never set
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", parts);
}

}  // namespace

void log_run(std::filesystem::path const& folder, RunLogLine const& line, ExitCode ends,
             Terminal const& terminal) {
  HostClass const host = this_host();
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - line.started;
  nlohmann::ordered_json const json{
      {"when", now_in_words()},
      {"verb", line.verb},
      {"study", line.study},
      {"version", program_version},
      {"commit", build_commit},
      {"host", fmt::format("{}; {}; {}", host.system, host.processor, host.instructions)},
      {"threads", line.threads > 0 ? static_cast<std::size_t>(line.threads) : host.cores},
      {"processes", line.processes},
      {"trials", line.trials},
      {"plan_digest", line.plan_digest},
      {"outcome", line.outcome},
      {"exit_code", static_cast<int>(ends)},
      {"seconds", std::round(took.count() * 1000.0) / 1000.0}};
  std::string const text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (std::string const fault = append_line(folder / "runs.log", text); !fault.empty())
    terminal.warn(fault + "; what was written is whole");
}

bool is_run_folder(std::filesystem::path const& folder) {
  std::error_code error;
  for (char const* mark : {"runs.log", "results.h5", "parts"})
    if (std::filesystem::exists(folder / mark, error)) return true;
  return false;
}

}  // namespace plimsoll
