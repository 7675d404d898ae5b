#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct ValidateVerb {
  std::string what = "certificate";
  std::string file;
  bool gate = false;
  std::optional<std::int64_t> trials;
  std::string certificate;
  bool full = false;
  std::string data;
  std::string spoil;
  bool force = false;
  static constexpr VerbText text{
      "validate",
      "Holds this program against closed forms, published numbers and the exact distribution; settles "
      "published results; holds engines against each other.",
      {"plimsoll validate --certificate certificate.json",
       "plimsoll validate settlements mssp_settlement_panel.csv --gate",
       "plimsoll validate engines study.toml --trials 100000"}};
  static constexpr std::array<std::string_view, 2> positional{"what", "file"};
  static constexpr auto fields = field_table(
      optional("what", &ValidateVerb::what, "what to validate: certificate, settlements or engines"),
      optional(
          "file", &ValidateVerb::file,
          "settlements: results file (an MSSP settlement panel or an ACO REACH table); engines: a study"),
      optional("gate", &ValidateVerb::gate, "settlements: exit 5 when one is unmatched"),
      optional("trials", &ValidateVerb::trials, Unit::count, Range{1000, 4294967040.0},
               "engines: trials each draws, in place of the study's"),
      optional("certificate", &ValidateVerb::certificate, "file to write the certificate to, as JSON"),
      optional("full", &ValidateVerb::full, "certificate: ten times the trials, and larger panels"),
      optional("data", &ValidateVerb::data,
               "certificate: folder of public data, to settle what CMS published; else PLIMSOLL_DATA"),
      optional("spoil", &ValidateVerb::spoil,
               "certificate: move the known answer of this check, to see that it can fail"),
      optional("force", &ValidateVerb::force, "replace the certificate's file"));
  ExitCode run(Terminal& terminal) const;

 private:
  ExitCode certify(Terminal& terminal) const;
  ExitCode settlements(Terminal& terminal) const;
  ExitCode engines(Terminal& terminal) const;
};

}  // namespace plimsoll
