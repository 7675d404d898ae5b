#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "plimsoll/scenarios/synthetic_feed.hpp"
#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct InitVerb {
  std::string programme;
  std::string aco, panel;
  std::string output = "study.toml";
  std::optional<std::int64_t> year;
  std::int64_t members = 2'000, seed = 1;
  FeedLayout layout = FeedLayout::tuva;
  bool defects = false;
  bool list = false;
  bool force = false;
  static constexpr VerbText text{
      "init",
      "Starts a study: from a template, or of a real ACO from public results; or makes up a folder of "
      "claims.",
      {"plimsoll init commercial -o deal.toml",
       "plimsoll init mssp --aco A1001 --panel mssp_settlement_panel.csv -o a1001.toml",
       "plimsoll init claims --members 2000 --layout cclf --defects -o claims --force"}};
  static constexpr std::array<std::string_view, 1> positional{"programme"};
  static constexpr auto fields = field_table(
      optional(
          "programme", &InitVerb::programme,
          "name of a template, or the only word of it that is needed; mssp: an ACO of the Shared Savings "
          "Program; claims: made-up claims"),
      optional("list", &InitVerb::list, "list the templates"),
      optional("aco", &InitVerb::aco, "mssp: id of the ACO in the results file"),
      optional("panel", &InitVerb::panel, "mssp: results file, one row per ACO and performance year, CSV"),
      optional("output", &InitVerb::output, "study, or folder of claims, to write"),
      optional("year", &InitVerb::year, Unit::years, Range{1901, 2155},
               "performance year to start from, the newest when not given; year of the claims, 2025"),
      optional("members", &InitVerb::members, Unit::members, Range{1, 10'000'000}, "claims: members made up"),
      optional("seed", &InitVerb::seed, Unit::none, Range{0, 9e15},
               "claims: the same seed makes the same files"),
      optional("layout", &InitVerb::layout, "claims: columns of the Tuva input layer, or CMS fixed width"),
      optional("defects", &InitVerb::defects, "claims: plant defects, and a key of where they are"),
      optional("force", &InitVerb::force, "replace the study, or write into a folder that is there"));
  ExitCode run(Terminal& terminal) const;

 private:
  ExitCode make_claims(Terminal& terminal) const;
  ExitCode start_study(Terminal& terminal) const;
  ExitCode start_template(Terminal& terminal) const;
};

}  // namespace plimsoll
