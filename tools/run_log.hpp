#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

/// One line of `runs.log`: what was done to a run, when, by what, and how it ended. Wall time, machine and
/// threads stand here and not in results, where equal runs are equal files.
struct RunLogLine {
  std::string verb;
  std::string study;        ///< file, as given
  std::string plan_digest;  ///< empty where it did not come so far
  std::uint64_t trials = 0;
  std::int64_t threads = 0;  ///< of each process, as asked for: 0 is all
  int processes = 1;         ///< that drew together
  std::string outcome;       ///< one word or a few: finished, interrupted, failed, same bits ...
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
};

/// Adds the line to `folder`/runs.log. Where that fails the user is warned, and nothing else happens.
void log_run(std::filesystem::path const& folder, RunLogLine const& line, ExitCode ends,
             Terminal const& terminal);

/// Whether something was run in the folder before: only then is a failure worth a line in it.
bool is_run_folder(std::filesystem::path const& folder);

/// Does `work`, which gives an exit code, and logs how it ended, by an exception too.
template <class Work>
ExitCode logged(std::filesystem::path const& folder, RunLogLine& line, Terminal const& terminal,
                Work const& work) {
  auto const failed = [&](ExitCode ends) {
    line.outcome = "failed";
    if (is_run_folder(folder)) log_run(folder, line, ends, terminal);
  };
  try {
    ExitCode const ends = work();
    log_run(folder, line, ends, terminal);
    return ends;
  } catch (InputError const&) {
    failed(ExitCode::invalid);
    throw;
  } catch (std::exception const&) {
    failed(ExitCode::failure);
    throw;
  }
}

}  // namespace plimsoll
