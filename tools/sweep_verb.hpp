#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/scenarios/sweep_study.hpp"
#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct SweepVerb {
  std::string study;
  std::vector<std::string> vary;
  std::string solve, equal;
  SolvedMeasure measure = SolvedMeasure::mean;
  std::optional<double> target, max_loss;
  std::string contract;
  std::optional<std::int64_t> year, trials;
  std::int64_t threads = 0;
  std::string scenario;
  std::vector<std::string> set, without;
  static constexpr VerbText text{
      "sweep",
      "Moves every input and term in turn, one or two numbers over a grid, or looks for a break-even.",
      {"plimsoll sweep study.toml --contract enhanced",
       "plimsoll sweep study.toml --vary enhanced.savings_share.rate=0.5:0.75:6 --vary "
       "enhanced.minimum.rate=0,0.01,0.02",
       "plimsoll sweep study.toml --solve benchmark.reach.pbpy=14000:18000 --equal global,professional"}};
  static constexpr std::array<std::string_view, 1> positional{"study"};
  static constexpr auto fields = field_table(
      required("study", &SweepVerb::study, "study file"),
      optional("vary", &SweepVerb::vary,
               "key.path=from:to:points or key.path=a,b,c; once for a line, twice for a grid; without it "
               "every uncertain input and every term is moved in turn"),
      optional("solve", &SweepVerb::solve,
               "key.path=low:high: the value that makes two contracts equal or one reach a target"),
      optional("equal", &SweepVerb::equal, "the two contracts, id,id"),
      optional("measure", &SweepVerb::measure,
               "what is made equal or brought to the target: mean settlement, reserve, p_owe, or p_loss, the "
               "chance of owing more than --max-loss"),
      optional("target", &SweepVerb::target, Unit::none, any_number,
               "what the measure of --contract is brought to"),
      optional("max_loss", &SweepVerb::max_loss, Unit::dollars, not_negative,
               "dollars that p_loss asks about"),
      optional("contract", &SweepVerb::contract, "id of the one contract to show; all when not given"),
      optional("year", &SweepVerb::year, Unit::years, Range{1901, 2155},
               "performance year; all when not given"),
      optional("trials", &SweepVerb::trials, Unit::count, Range{1, 10'000'000},
               "trials, in place of the study's"),
      optional("threads", &SweepVerb::threads, Unit::count, Range{0, 4096},
               "threads; 0 is all; changes no result"),
      optional("scenario", &SweepVerb::scenario, "scenario of the study to lay over it"),
      optional("set", &SweepVerb::set, "key.path=value to bind, as often as needed"),
      optional("without", &SweepVerb::without, "key path of a term or programme to leave out"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
