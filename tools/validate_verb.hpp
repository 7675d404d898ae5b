#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct ValidateVerb {
  std::string what;
  std::string file;
  bool gate = false;
  std::optional<std::int64_t> trials;
  static constexpr VerbText text{"validate",
                                 "Settles published results from their inputs and lists what differs, or "
                                 "holds engines against each other.",
                                 {"plimsoll validate settlements mssp_settlement_panel.csv",
                                  "plimsoll validate settlements mssp_settlement_panel.csv --gate",
                                  "plimsoll validate engines study.toml --trials 100000"}};
  static constexpr std::array<std::string_view, 2> positional{"what", "file"};
  static constexpr auto fields = std::tuple{
      required("what", &ValidateVerb::what, "what to validate: settlements or engines"),
      required("file", &ValidateVerb::file,
               "results file (an MSSP settlement panel or an ACO REACH table); for engines a study"),
      optional("gate", &ValidateVerb::gate, "exit 5 when a settlement is unmatched"),
      optional("trials", &ValidateVerb::trials, Unit::count, Range{1000, 4294967040.0},
               "trials each engine draws, in place of the study's")};
  ExitCode run(Terminal& terminal) const;

 private:
  ExitCode settlements(Terminal& terminal) const;
  ExitCode engines(Terminal& terminal) const;
};

}  // namespace plimsoll
