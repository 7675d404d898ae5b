#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct RunLogLine;

struct VerifyVerb {
  std::string run_folder;
  std::optional<std::int64_t> sample;
  std::int64_t sample_seed = 1;
  std::string inputs;
  std::int64_t threads = 0;
  static constexpr VerbText text{
      "verify",
      "Hashes the files of a run again, draws its trials again and compares every number; exit 6 when "
      "anything is not as it was.",
      {"plimsoll verify runs/june", "plimsoll verify runs/june --sample 8",
       "plimsoll verify runs/june --inputs archive/june --json"}};
  static constexpr std::array<std::string_view, 1> positional{"run"};
  static constexpr auto fields = field_table(
      required("run", &VerifyVerb::run_folder, "folder of a finished run"),
      optional("sample", &VerifyVerb::sample, Unit::count, Range{1, 16777216.0},
               "blocks of 256 trials to draw again; all when not given"),
      optional("sample_seed", &VerifyVerb::sample_seed, Unit::none, not_negative,
               "which blocks those are: the same seed chooses the same"),
      optional("inputs", &VerifyVerb::inputs, "folder of the files the study names; its own when not given"),
      optional("threads", &VerifyVerb::threads, Unit::count, Range{0, 4096},
               "threads; 0 is all; changes no result"));
  ExitCode run(Terminal& terminal) const;

 private:
  ExitCode verify(Terminal& terminal, RunLogLine& line) const;
};

}  // namespace plimsoll
