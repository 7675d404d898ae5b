#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct MergeVerb {
  std::vector<std::string> runs;
  std::string output;
  std::optional<std::int64_t> trials;
  std::string inputs;
  std::int64_t threads = 0;
  bool force = false;
  static constexpr VerbText text{
      "merge",
      "Puts parts and stopped runs of one plan together to the run that one process would have made.",
      {"plimsoll merge runs/part-1 runs/part-2 runs/part-3 -o runs/whole",
       "plimsoll merge runs/part-* -o runs/whole --force",
       "plimsoll merge runs/monday runs/tuesday -o runs/both --trials 100000"}};
  static constexpr std::array<std::string_view, 1> positional{"runs"};
  static constexpr auto fields = field_table(
      required("runs", &MergeVerb::runs, "folders of parts, stopped runs or finished runs, all of one plan"),
      required("output", &MergeVerb::output, "folder of the whole run"),
      optional("trials", &MergeVerb::trials, Unit::count, Range{1, 4294967040.0},
               "trials of the whole run; as many as the runs were to have when not given"),
      optional("inputs", &MergeVerb::inputs,
               "folder where the files the study names are, where it is not the study's own"),
      optional("threads", &MergeVerb::threads, Unit::count, Range{0, 4096},
               "threads; 0 is all; changes no result"),
      optional("force", &MergeVerb::force, "replace the run in the output folder"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
