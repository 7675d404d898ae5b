#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct ContractsVerb {
  std::string action = "list";
  std::string name, other;
  std::string study, contract;
  std::optional<std::int64_t> trials;
  std::vector<std::string> set;
  static constexpr VerbText text{
      "contracts",
      "Lists the shipped rule packs, shows every term of one with its sources, or says what two differ in.",
      {"plimsoll contracts list", "plimsoll contracts show mssp/enhanced@2026",
       "plimsoll contracts diff mssp/basic-e@2026 mssp/enhanced@2026"}};
  static constexpr std::array<std::string_view, 3> positional{"action", "name", "other"};
  static constexpr auto fields = field_table(
      optional("action", &ContractsVerb::action, "list, show or diff"),
      optional("name", &ContractsVerb::name,
               "rule pack to show; for diff also a contract of the study; for list a part of the names"),
      optional("other", &ContractsVerb::other, "what to compare it with"),
      optional("study", &ContractsVerb::study, "study whose trials say what the differences are worth"),
      optional("contract", &ContractsVerb::contract,
               "contract of the study that rule packs are put into; the first when not given"),
      optional("trials", &ContractsVerb::trials, Unit::count, Range{1, 4294967040.0},
               "trials of the comparison, in place of the study's"),
      optional("set", &ContractsVerb::set, "key.path=value to bind in the study, as often as needed"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
