#pragma once

#include <cstdint>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct DiffVerb {
  std::string a, b;
  bool quick = false;
  std::int64_t threads = 0;
  static constexpr VerbText text{
      "diff",
      "Says what two runs differ in (study, data, rule packs, seed, build, libraries), which figures moved, "
      "and which cause moved them.",
      {"plimsoll diff runs/may runs/june", "plimsoll diff runs/may runs/june --quick",
       "plimsoll diff runs/may runs/june --json"}};
  static constexpr std::array<std::string_view, 2> positional{"a", "b"};
  static constexpr auto fields =
      field_table(required("a", &DiffVerb::a, "folder of a finished run"),
                  required("b", &DiffVerb::b, "folder of the run to compare with it"),
                  optional("quick", &DiffVerb::quick,
                           "say what differs and what moved, but run nothing to split it by cause"),
                  optional("threads", &DiffVerb::threads, Unit::count, Range{0, 4096},
                           "threads; 0 is all; changes no result"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
