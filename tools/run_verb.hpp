#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/scenarios/run_method.hpp"
#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

/// Which tables of a run are shown; summary.json has all of them.
enum class RunView { all, cash, budget };
template <>
struct Names<RunView> {
  static constexpr std::array<std::pair<std::string_view, RunView>, 3> pairs{
      {{"all", RunView::all}, {"cash", RunView::cash}, {"budget", RunView::budget}}};
};

struct RunVerb {
  std::string study;
  std::string output = "runs/latest";
  std::optional<std::int64_t> trials, seed;
  RunMethod method = RunMethod::simulate;
  std::optional<std::int64_t> candidates;
  std::string target_error;
  std::optional<std::int64_t> max_trials;
  std::int64_t threads = 0;
  std::string part;
  double checkpoint = 10.0;
  std::string scenario;
  std::vector<std::string> set, without;
  RunView view = RunView::all;
  bool resume = false, force = false;
  static constexpr VerbText text{
      "run",
      "Draws every member's year many times, settles each trial, and says what to hold.",
      {"plimsoll run study.toml -o runs/june",
       "plimsoll run study.toml --target-error 0.01 --max-trials 200000",
       "plimsoll run study.toml -o runs/june --resume"}};
  static constexpr std::array<std::string_view, 1> positional{"study"};
  static constexpr auto fields = field_table(
      required("study", &RunVerb::study, "study file"),
      optional("output", &RunVerb::output, "folder of the run"),
      optional("trials", &RunVerb::trials, Unit::count, Range{1, 4294967040.0},
               "trials, in place of the study's"),
      optional("method", &RunVerb::method,
               "simulate draws every trial; importance those that matter for what may be owed; conditional "
               "draws panels without members, a preview; exact draws nothing, where all numbers are fixed"),
      optional("candidates", &RunVerb::candidates, Unit::count, Range{1, 4294967040.0},
               "trials that importance chooses among; 32 for each trial drawn when not given"),
      optional("target_error", &RunVerb::target_error,
               "draw until no reserve line has a larger standard error: 0.01 is 1 % of the line, "
               "25000 or '$25,000' are dollars"),
      optional("max_trials", &RunVerb::max_trials, Unit::count, Range{1, 4294967040.0},
               "most trials --target-error may draw; 1,000,000 when not given"),
      optional("seed", &RunVerb::seed, Unit::none, not_negative, "seed, in place of the study's"),
      optional("threads", &RunVerb::threads, Unit::count, Range{0, 4096},
               "threads; 0 is all; changes no result"),
      optional(
          "part", &RunVerb::part,
          "draw one share of the trials alone, as in 3/16, the third of sixteen; plimsoll merge puts the "
          "parts together"),
      optional(
          "checkpoint", &RunVerb::checkpoint, Unit::none, Range{0, 86400},
          "seconds between two checkpoints: what a killed run loses at most; 0 keeps every block at once"),
      optional("scenario", &RunVerb::scenario, "scenario of the study to lay over it"),
      optional("set", &RunVerb::set, "key.path=value to bind, as often as needed"),
      optional("without", &RunVerb::without, "term, programme, correlation or parameters to leave out"),
      optional("view", &RunVerb::view,
               "tables to show: all; cash; or budget, which counts upside when it is paid and no sooner"),
      optional("resume", &RunVerb::resume, "continue a run that was stopped, or make a finished one longer"),
      optional("force", &RunVerb::force, "replace the run in the folder"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
