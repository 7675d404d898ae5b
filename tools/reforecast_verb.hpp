#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct ReforecastVerb {
  std::string study;
  std::string as_of;
  std::string output;
  std::string since;
  bool force = false;
  std::optional<std::int64_t> trials;
  std::int64_t threads = 0;
  std::string scenario;
  std::vector<std::string> set, without;
  static constexpr VerbText text{
      "reforecast",
      "Forecasts a year in course: actuals to date completed, what is left drawn given them.",
      {"plimsoll reforecast study.toml --as-of 2026-06-30",
       "plimsoll reforecast study.toml --as-of 2026-07-07 -o reforecasts/week-27 --since reforecasts/week-26",
       "plimsoll reforecast study.toml --as-of 2026-09-30 --trials 20000 --json"}};
  static constexpr std::array<std::string_view, 1> positional{"study"};
  static constexpr auto fields = field_table(
      required("study", &ReforecastVerb::study, "study file, with [actual_to_date.POPULATION]"),
      required("as_of", &ReforecastVerb::as_of, "date YYYY-MM-DD: what became known later is left out"),
      optional("output", &ReforecastVerb::output, "folder to keep it in, for a later --since"),
      optional("since", &ReforecastVerb::since,
               "folder of an earlier re-forecast: explains what changed since, step by step"),
      optional("force", &ReforecastVerb::force, "replace what the folder keeps"),
      optional("trials", &ReforecastVerb::trials, Unit::count, Range{256, 10'000'000},
               "trials, in place of the study's"),
      optional("threads", &ReforecastVerb::threads, Unit::count, Range{0, 4096},
               "threads; 0 is all; changes no result"),
      optional("scenario", &ReforecastVerb::scenario, "scenario of the study to lay over it"),
      optional("set", &ReforecastVerb::set, "key.path=value to bind, as often as needed"),
      optional("without", &ReforecastVerb::without, "key path of a term or programme to leave out"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
