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
  std::string columns, prior, by;
  std::optional<std::int64_t> year, prior_year;
  double top = 0.05, trend = 0.0;
  std::vector<double> limit;
  static constexpr VerbText text{
      "drivers",
      "Splits a settlement's variance and its reserve over what makes them uncertain, shows which service "
      "lines "
      "and layers move the result of a run, or what moved the cost of members from one year to the next.",
      {"plimsoll drivers study.toml --trials 20000", "plimsoll drivers runs/june --tail 0.1",
       "plimsoll drivers claims --columns tuva --year 2025 --by drg --top 0.05 --trend 0.04"}};
  static constexpr std::array<std::string_view, 1> positional{"study"};
  static constexpr auto fields = field_table(
      required("study", &DriversVerb::study,
               "study file, the folder of a finished run, or with --columns claims or members of two years"),
      optional("trials", &DriversVerb::trials, Unit::count, Range{512, 10'000'000},
               "trials under every set of sources, in place of the study's"),
      optional("threads", &DriversVerb::threads, Unit::count, Range{0, 4096},
               "threads; 0 is all; changes no result"),
      optional("tail", &DriversVerb::tail, Unit::fraction, unit_interval,
               "share of a run's trials, the worst for us, that are its bad years"),
      optional("inputs", &DriversVerb::inputs,
               "folder of the files a run's study names; its own when not given"),
      optional("scenario", &DriversVerb::scenario, "scenario of the study to lay over it"),
      optional("set", &DriversVerb::set, "key.path=value to bind, as often as needed"),
      optional("without", &DriversVerb::without, "key path of a term or programme to leave out"),
      optional("columns", &DriversVerb::columns,
               "column map of data: a file, or the name of a shipped one; then what moved its cost is shown"),
      optional("year", &DriversVerb::year, Unit::years, Range{1901, 2155}, "year of the data"),
      optional("prior", &DriversVerb::prior, "data of the year before, where they stand elsewhere"),
      optional("prior_year", &DriversVerb::prior_year, Unit::years, Range{1901, 2155},
               "year they are held against; the one before when not given"),
      optional(
          "by", &DriversVerb::by,
          "column of claims to split the cost by, or a name the map has for one, such as drg; the service "
          "category when not given"),
      optional("top", &DriversVerb::top, Unit::fraction, Range{0.0001, 0.5},
               "share of members that are the dearest"),
      optional("trend", &DriversVerb::trend, Unit::fraction, Range{-0.5, 1.0},
               "trend the year before is expected to have had"),
      optional("limit", &DriversVerb::limit, Unit::dollars, Range{1.0, 1e9},
               "limit on a member's year whose effect is shown, as often as needed"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
