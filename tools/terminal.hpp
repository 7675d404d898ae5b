#pragma once

#include <chrono>
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "ink.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "verb.hpp"

namespace plimsoll {

/// Results on standard output, everything else on standard error.
class Terminal {
 public:
  explicit Terminal(CommonOptions const& options);

  bool json() const { return options_.json; }
  /// Whether tables are looked at on a screen, not kept in a file or read by a program.
  bool is_watched() const { return !options_.json && out_.is_terminal; }
  /// Shows a table; nothing with --json, where the verb prints its document.
  void show(Table const& table) const;
  void print(std::string const& text) const;
  void print(nlohmann::ordered_json const& document) const;
  /// A line for the person at the terminal, silenced by --quiet and --json.
  void say(std::string const& line) const;
  /// Something went wrong that is no fault of what was asked; told always.
  void warn(std::string const& line) const;
  /// Faults, each with its line of the study where there is one.
  void complain(std::vector<Problem> const& problems) const;
  void complain(std::string const& text) const;

  /// A bar with rate and time left, on a terminal only; `unit` items are worth `weight` each (trials of a
  /// block).
  void progress(std::size_t done, std::size_t total, std::size_t weight);
  void end_progress();

 private:
  CommonOptions options_;
  Screen out_, beside_;  ///< standard output, standard error
  std::chrono::steady_clock::time_point started_{};
  std::chrono::steady_clock::time_point drawn_{};
  std::size_t done_at_start_ = 0;
};

/// Problems as --json tells them.
nlohmann::ordered_json told(std::vector<Problem> const& problems);

/// A problem as shown: what, where, the line with a mark under the whole value, why and what to write.
std::string explained(Problem const& problem, Ink const& ink = {});
/// All of them, and their number; of very many only the first, which --json tells all.
std::string explained(std::vector<Problem> const& problems, Ink const& ink = {});

}  // namespace plimsoll
