#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct BenchVerb {
  std::string data;
  std::int64_t members = 100'000;
  std::int64_t blocks = 2;
  std::int64_t rounds = 3;
  bool quick = false;
  static constexpr VerbText text{
      "bench",
      "Times the draw of the reference panel in every mode, on one core and on all.",
      {"plimsoll bench", "plimsoll bench --quick --json", "plimsoll bench --members 5000 --rounds 7"}};
  static constexpr auto fields = field_table(
      optional("data", &BenchVerb::data,
               "folder of public data; PLIMSOLL_DATA when not given, and without it a panel made here"),
      optional("members", &BenchVerb::members, Unit::count, Range{1000, 1e6}, "members drawn"),
      optional("blocks", &BenchVerb::blocks, Unit::count, Range{1, 1000},
               "blocks of 256 trials for each core, every time"),
      optional("rounds", &BenchVerb::rounds, Unit::count, Range{1, 1000},
               "times that every mode is drawn, in turn"),
      optional("quick", &BenchVerb::quick, "one round of 1,000 members: does it work, not how fast"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
