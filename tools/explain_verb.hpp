#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "terminal.hpp"
#include "verb.hpp"

namespace plimsoll {

struct ExplainVerb {
  std::string run_folder;
  std::optional<std::int64_t> trial;
  std::optional<double> quantile;
  std::string figure;
  bool figures = false;
  std::string contract;
  std::optional<std::int64_t> year;
  std::string inputs;
  static constexpr VerbText text{
      "explain",
      "Tells in plain words how one trial of a run was settled, or what a printed figure is made of.",
      {"plimsoll explain runs/june --trial 17 --contract basic_e",
       "plimsoll explain runs/june --quantile 0.05",
       "plimsoll explain runs/june --figure basic_e.2026.settlement.mean --json"}};
  static constexpr std::array<std::string_view, 1> positional{"run"};
  static constexpr auto fields = field_table(
      required("run", &ExplainVerb::run_folder, "folder of a finished run"),
      optional("trial", &ExplainVerb::trial, Unit::count, Range{0, 4294967040.0},
               "number of the trial, from 0: its row in results.h5"),
      optional("quantile", &ExplainVerb::quantile, Unit::fraction, Range{0.0, 1.0},
               "the trial whose settlement has this percentile's rank: 0.05 is a bad year for us"),
      optional("figure", &ExplainVerb::figure, "id of a printed figure, or of its cell"),
      optional("figures", &ExplainVerb::figures, "list the ids of every figure of the run"),
      optional("contract", &ExplainVerb::contract, "id of the contract; the first when not given"),
      optional("year", &ExplainVerb::year, Unit::years, Range{1901, 2155},
               "performance year; the first when not given"),
      optional("inputs", &ExplainVerb::inputs,
               "folder of the files the study names; its own when not given"));
  ExitCode run(Terminal& terminal) const;
};

}  // namespace plimsoll
