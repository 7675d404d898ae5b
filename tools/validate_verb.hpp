#pragma once

#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct ValidateVerb {
  std::string what;
  std::string file;
  bool gate = false;
  static constexpr VerbText text{
      "validate",
      "Settles published results from their inputs, and lists every settlement that differs.",
      {"plimsoll validate settlements mssp_settlement_panel.csv",
       "plimsoll validate settlements mssp_settlement_panel.csv --gate",
       "plimsoll validate settlements aco_reach_py2023_results.csv --json"}};
  static constexpr std::array<std::string_view, 2> positional{"what", "file"};
  static constexpr auto fields = std::tuple{
      required("what", &ValidateVerb::what, "what to validate: settlements"),
      required("file", &ValidateVerb::file, "results file: an MSSP settlement panel or an ACO REACH table"),
      optional("gate", &ValidateVerb::gate, "exit 5 when a settlement is unmatched")};
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
