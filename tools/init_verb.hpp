#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct InitVerb {
  std::string programme;
  std::string aco, panel;
  std::string output = "study.toml";
  std::optional<std::int64_t> year;
  bool force = false;
  static constexpr VerbText text{
      "init",
      "Starts a study of a real ACO from public results, each value with its source.",
      {"plimsoll init mssp --aco A1001 --panel mssp_settlement_panel.csv -o a1001.toml",
       "plimsoll init mssp --aco A1001 --panel results.csv --year 2021",
       "plimsoll init mssp --aco A1001 --panel results.csv --force --json"}};
  static constexpr std::array<std::string_view, 1> positional{"programme"};
  static constexpr auto fields = std::tuple{
      required("programme", &InitVerb::programme, "mssp: the Medicare Shared Savings Program"),
      required("aco", &InitVerb::aco, "id of the ACO in the results file"),
      required("panel", &InitVerb::panel, "results file, one row per ACO and performance year, CSV"),
      optional("output", &InitVerb::output, "study to write"),
      optional("year", &InitVerb::year, Unit::years, Range{1901, 2155},
               "performance year to start from; the newest when not given"),
      optional("force", &InitVerb::force, "replace the study")};
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
