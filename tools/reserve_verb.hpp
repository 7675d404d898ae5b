#pragma once

#include <cstdint>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct ReserveVerb {
  std::string run_folder;
  std::string prior;
  std::string as_of;
  bool gate = false;
  std::int64_t threads = 0;
  static constexpr VerbText text{
      "reserve",
      "Reads a finished run and tells what to hold, when it is released, and how it changed.",
      {"plimsoll reserve runs/june", "plimsoll reserve runs/june --prior runs/march --json",
       "plimsoll reserve runs/june --gate --as-of=2027-06-30"}};
  static constexpr std::array<std::string_view, 1> positional{"run"};
  static constexpr auto fields = field_table(
      required("run", &ReserveVerb::run_folder, "folder of a finished run"),
      optional("prior", &ReserveVerb::prior,
               "folder of an earlier run: its reserve is rolled forward to this one, step by step"),
      optional("as_of", &ReserveVerb::as_of,
               "day of reading, year-month-day: tells stale information, and triggers not yet due"),
      optional("gate", &ReserveVerb::gate, "end with 5 where the tolerance fails or a trigger trips"),
      optional("threads", &ReserveVerb::threads, Unit::count, Range{0, 4096},
               "threads of the runs between two reserves; 0 is all; changes no result"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
