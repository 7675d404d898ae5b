#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct DriversVerb {
  std::string study;
  std::optional<std::int64_t> trials;
  std::int64_t threads = 0;
  double tail = 0.05;
  std::string inputs;
  std::string scenario;
  std::vector<std::string> set, without;
  static constexpr VerbText text{
      "drivers",
      "Splits a settlement's variance and its reserve over what makes them uncertain, or shows which service "
      "lines move the result of a run.",
      {"plimsoll drivers study.toml", "plimsoll drivers study.toml --trials 20000 --json",
       "plimsoll drivers runs/june --tail 0.1"}};
  static constexpr std::array<std::string_view, 1> positional{"study"};
  static constexpr auto fields = std::tuple{
      required("study", &DriversVerb::study,
               "study file, or the folder of a finished run: its service lines"),
      optional("trials", &DriversVerb::trials, Unit::count, Range{512, 10'000'000},
               "trials under every set of sources, in place of the study's"),
      optional("threads", &DriversVerb::threads, Unit::count, Range{0, 4096},
               "threads; 0 is all; changes no result"),
      optional("tail", &DriversVerb::tail, Unit::fraction, unit_interval,
               "share of a run's trials, the worst for us, that are its bad years"),
      optional("inputs", &DriversVerb::inputs, "folder of the files a run's study names; its own when not given"),
      optional("scenario", &DriversVerb::scenario, "scenario of the study to lay over it"),
      optional("set", &DriversVerb::set, "key.path=value to bind, as often as needed"),
      optional("without", &DriversVerb::without, "key path of a term or programme to leave out")};
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
