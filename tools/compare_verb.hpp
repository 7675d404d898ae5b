#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct CompareVerb {
  std::string study;
  std::optional<std::int64_t> trials;
  std::vector<std::string> scenarios;
  bool all_scenarios = false;
  std::string paths, like;
  std::int64_t threads = 0;
  std::vector<std::string> set, without;
  static constexpr VerbText text{
      "compare",
      "Sets contracts and scenarios side by side on the same trials: difference, regret, who is ahead.",
      {"plimsoll compare study.toml", "plimsoll compare study.toml --scenarios volume_shock --json",
       "plimsoll compare study.toml --paths A-B-E,E-E-E,ENH --trials 20000"}};
  static constexpr std::array<std::string_view, 1> positional{"study"};
  static constexpr auto fields = field_table(
      required("study", &CompareVerb::study, "study file"),
      optional("trials", &CompareVerb::trials, Unit::count, Range{1, 10'000'000},
               "trials, in place of the study's"),
      optional("scenarios", &CompareVerb::scenarios,
               "scenario of the study to set beside it, as often as needed"),
      optional("all_scenarios", &CompareVerb::all_scenarios, "set every scenario beside it"),
      optional("paths", &CompareVerb::paths,
               "ways through the levels of the Shared Savings Program, a level for each performance "
               "year, in place of the study's contracts: A-B-E,E-E-E,ENH"),
      optional("like", &CompareVerb::like,
               "contract that paths are otherwise; the study's first when not given"),
      optional("threads", &CompareVerb::threads, Unit::count, Range{0, 4096},
               "threads; 0 is all; changes no result"),
      optional("set", &CompareVerb::set, "key.path=value to bind, as often as needed"),
      optional("without", &CompareVerb::without, "key path of a term or programme to leave out"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
