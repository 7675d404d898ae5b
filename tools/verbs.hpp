#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bench_verb.hpp"
#include "compare_verb.hpp"
#include "contracts_verb.hpp"
#include "diff_verb.hpp"
#include "drivers_verb.hpp"
#include "explain_verb.hpp"
#include "export_verb.hpp"
#include "fit_verb.hpp"
#include "init_verb.hpp"
#include "merge_verb.hpp"
#include "plimsoll/scenarios/bindings.hpp"
#include "reforecast_verb.hpp"
#include "report_verb.hpp"
#include "reserve_verb.hpp"
#include "review_verb.hpp"
#include "run_verb.hpp"
#include "sweep_verb.hpp"
#include "terminal.hpp"
#include "unpaid_verb.hpp"
#include "validate_verb.hpp"
#include "verb.hpp"
#include "verify_verb.hpp"

namespace plimsoll {

// Each verb is a described struct: its options, help and completion come from its field table, and run() is
// the verb. `positional` names the fields given without a dash, in order.

struct CheckVerb {
  std::string study;
  bool strict = false;
  std::string scenario;
  std::vector<std::string> set, without;
  static constexpr VerbText text{
      "check",
      "Reads a study and the files it names, and reports every fault at once.",
      {"plimsoll check study.toml --strict", "plimsoll check study.toml --scenario volume_shock",
       "plimsoll check study.toml --set run.trials=1000 --json"}};
  static constexpr std::array<std::string_view, 1> positional{"study"};
  static constexpr auto fields =
      field_table(required("study", &CheckVerb::study, "study file"),
                  optional("strict", &CheckVerb::strict,
                           "also refuse what a final report refuses: a blank purpose, actuary or date, an "
                           "input nobody says the source of; else print the register of assumptions"),
                  optional("scenario", &CheckVerb::scenario, "scenario of the study to lay over it"),
                  optional("set", &CheckVerb::set, "key.path=value to bind, as often as needed"),
                  optional("without", &CheckVerb::without, "key path of a term or programme to leave out"));
  ExitCode run(Terminal& terminal) const;
};

struct SettleVerb {
  std::string study;
  std::string contract;
  std::optional<std::int64_t> year;
  bool grid = false;
  double from = -0.15, to = 0.15, step = 0.01;
  std::string run_folder;
  std::string scenario;
  std::vector<std::string> set, without;
  static constexpr VerbText text{
      "settle",
      "Settles one year from what it came to, every step shown, or the kept trials of a run, or prints the "
      "payoff by savings rate.",
      {"plimsoll settle study.toml --contract basic_e",
       "plimsoll settle study.toml --grid --from=-0.10 --to=0.10 --step=0.005 --json",
       "plimsoll settle study.toml --run runs/june --set contract.id.truncation.limit=200000"}};
  static constexpr std::array<std::string_view, 1> positional{"study"};
  static constexpr auto fields = field_table(
      required("study", &SettleVerb::study, "study file; with a table [actual.POPULATION], or --run"),
      optional("run", &SettleVerb::run_folder,
               "folder of a run of the study with [run] excess_curve: settle its trials again"),
      optional("contract", &SettleVerb::contract, "id of the one contract to settle; all when not given"),
      optional("year", &SettleVerb::year, Unit::years, Range{1901, 2155},
               "performance year to settle; the first when not given"),
      optional("grid", &SettleVerb::grid, "print the payoff by gross savings rate, and its kinks by name"),
      optional("from", &SettleVerb::from, Unit::fraction, Range{-10, 1}, "lowest rate of the grid"),
      optional("to", &SettleVerb::to, Unit::fraction, Range{-10, 1}, "highest rate of the grid"),
      optional("step", &SettleVerb::step, Unit::fraction, Range{0, 1}, "distance of the rates of the grid"),
      optional("scenario", &SettleVerb::scenario, "scenario of the study to lay over it"),
      optional("set", &SettleVerb::set, "key.path=value to bind, as often as needed"),
      optional("without", &SettleVerb::without, "key path of a term or programme to leave out"));
  ExitCode run(Terminal& terminal) const;
};

struct SchemaVerb {
  std::string markdown;
  static constexpr VerbText text{"schema",
                                 "Prints the JSON Schema of the study file, or its tables as Markdown.",
                                 {"plimsoll schema > study.schema.json", "plimsoll schema --markdown study",
                                  "plimsoll schema --markdown cost"}};
  static constexpr std::array<std::string_view, 0> positional{};
  static constexpr auto fields =
      field_table(optional("markdown", &SchemaVerb::markdown,
                           "study, cost, columns or claims: the tables of that file as Markdown"));
  ExitCode run(Terminal& terminal) const;
};

using AnyVerb =
    std::variant<InitVerb, CheckVerb, RunVerb, MergeVerb, CompareVerb, SweepVerb, DriversVerb, ExplainVerb,
                 ReforecastVerb, ReserveVerb, ReportVerb, ExportVerb, SettleVerb, FitVerb, ReviewVerb,
                 UnpaidVerb, ContractsVerb, VerifyVerb, DiffVerb, ValidateVerb, SchemaVerb, BenchVerb>;

}  // namespace plimsoll
