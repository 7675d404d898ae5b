#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// Standard error the reserve lines of a run may have.
struct ErrorTarget {
  double amount = 0.0;
  bool relative = true;  ///< of the reserve; else dollars
  friend bool operator==(ErrorTarget const&, ErrorTarget const&) = default;
};

/// "0.01" or "1%" is relative, "25000", "25_000" or "$25,000" dollars; a bare number is dollars from 1 on.
/// Throws InputError where the text is neither.
ErrorTarget read_error_target(std::string_view text);
std::string to_text(ErrorTarget const& target);

/// When a run may stop: every reserve line meets the target, or `most_trials` are drawn.
struct PrecisionRule {
  ErrorTarget target;
  std::uint64_t most_trials = 1'000'000;
};

/// What one look at the trials so far says. The line is the one farthest from the target.
struct PrecisionCheck {
  std::uint64_t trials = 0;
  bool met = false;
  std::string line;      ///< contract and year
  double error = 0.0;    ///< its standard error, dollars; not known where the trials are too few to say
  double allowed = 0.0;  ///< what the target allows it, dollars
  std::optional<std::uint64_t>
      needed;  ///< estimate of the trials the target takes in all, where one is known
};

/// Looks at every contract and year of the study.
PrecisionCheck check_precision(CompiledStudy const& study, TrialTable const& trials,
                               ErrorTarget const& target);

/// Trials before the first look: 2,560, and 100 in the tail of a percentile or tvar policy.
std::uint64_t first_check(Study const& study);
/// The next look, in whole rounds: where the last one estimated the target to be met with some to spare, at
/// least a quarter and at most seven times more trials. Few looks: stopping at the first small error of many
/// would print intervals that hold the truth too rarely.
std::uint64_t next_check(Study const& study, PrecisionCheck const& last);

/// Lengthens a run look by look until the rule is met. `extend` gives the first n trials, or nothing when the
/// run was interrupted; `checked` hears of every look. The table returned is what a run of its length gives.
std::optional<TrialTable> run_to_precision(
    CompiledStudy const& study, PrecisionRule const& rule, std::uint64_t least,
    std::function<std::optional<TrialTable>(std::uint64_t)> const& extend,
    std::function<void(PrecisionCheck const&)> const& checked);

}  // namespace plimsoll
