#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/named.hpp"
#include "plimsoll/core/quantity.hpp"
#include "plimsoll/models/contract/term.hpp"
#include "plimsoll/models/reserve/reserve.hpp"
#include "plimsoll/scenarios/column_map.hpp"
#include "plimsoll/sim/panel_law.hpp"

namespace plimsoll {

enum class EngineKind { claims, panel };
template <>
struct Names<EngineKind> {
  static constexpr std::array<std::pair<std::string_view, EngineKind>, 2> pairs{
      {{"claims", EngineKind::claims}, {"panel", EngineKind::panel}}};
};
template <>
struct Names<ReservePolicy> {
  static constexpr std::array<std::pair<std::string_view, ReservePolicy>, 5> pairs{
      {{"mean", ReservePolicy::mean},
       {"percentile", ReservePolicy::percentile},
       {"tvar", ReservePolicy::tvar},
       {"mean_plus_sd", ReservePolicy::mean_plus_sd},
       {"share_of_maximum", ReservePolicy::share_of_maximum}}};
};

/// `[purpose]`: what the study is for, in the user's words (ASOP 41 and 56).
struct PurposeTable {
  std::string intended_use;
  std::vector<std::string> intended_users;
  std::string responsible_actuary;
  std::string information_date;
  static constexpr auto fields = std::tuple{
      optional("intended_use", &PurposeTable::intended_use, "decision the study serves"),
      optional("intended_users", &PurposeTable::intended_users, "who will rely on it"),
      optional("responsible_actuary", &PurposeTable::responsible_actuary, "who answers for it"),
      optional("information_date", &PurposeTable::information_date, "date of the data and rules known")};
};

/// `[run]`
struct RunTable {
  std::int64_t trials = 0;
  std::int64_t seed = 0;
  EngineKind engine = EngineKind::claims;
  std::vector<std::int64_t> base_years;
  std::vector<std::int64_t> performance_years;
  std::vector<double> percentiles{0.05, 0.50, 0.75, 0.90, 0.95, 0.99};
  static constexpr auto fields = std::tuple{
      required("trials", &RunTable::trials, Unit::count, Range{1, 4294967040.0}, "trials to draw"),
      required("seed", &RunTable::seed, Unit::none, not_negative, "same seed and build, same bytes"),
      optional("engine", &RunTable::engine, "claims: every claim of every member; panel: one draw per class and year"),
      optional("base_years", &RunTable::base_years, Unit::years, Range{1901, 2155}, "calendar years drawn to set benchmarks"),
      required("performance_years", &RunTable::performance_years, Unit::years, Range{1901, 2155}, "calendar years settled"),
      optional("percentiles", &RunTable::percentiles, Unit::fraction, Range{0.0001, 0.9999}, "levels of settlement and owed tables")};
};

/// `[reserve]`: the policy is the user's choice; there is none by default.
struct ReserveTable {
  ReservePolicy policy = ReservePolicy::percentile;
  std::optional<double> level;
  static constexpr auto fields = std::tuple{
      required("policy", &ReserveTable::policy, "what amount to hold"),
      optional("level", &ReserveTable::level, Unit::none, Range{0.0, 10.0},
               "percentile and tvar: the level, 0 to 1; mean_plus_sd: number of sd; share_of_maximum: the share")};
};

/// `[population.NAME]`: aggregates, or a member file.
struct PopulationTable {
  std::optional<std::int64_t> members;
  std::map<std::string, double> enrolment;
  std::map<std::string, double> age;
  std::map<std::string, double> risk;
  std::int64_t months = 12;
  std::optional<std::string> file;
  std::optional<std::string> column_map;
  std::optional<ColumnMap> columns;
  std::optional<std::int64_t> file_year;
  Quantity growth = 0.0;
  Quantity score = 1.0;
  static constexpr auto fields = std::tuple{
      optional("members", &PopulationTable::members, Unit::members, Range{1, 1e8}, "roster size in the base years"),
      optional("enrolment", &PopulationTable::enrolment, Unit::fraction, unit_interval, "share of members by enrolment type"),
      optional("age", &PopulationTable::age, Unit::fraction, unit_interval, "share of members by age band"),
      optional("risk", &PopulationTable::risk, Unit::fraction, unit_interval, "share of members by risk band"),
      optional("months", &PopulationTable::months, Unit::months, Range{1, 12}, "months of exposure per member and year"),
      optional("file", &PopulationTable::file, "member-year CSV, plain or gzip, in place of the shares"),
      optional("column_map", &PopulationTable::column_map, "column map of the file: a path, or the name of a shipped one"),
      optional("columns", &PopulationTable::columns, "column map of the file, written here"),
      optional("file_year", &PopulationTable::file_year, Unit::years, Range{1901, 2155}, "year of the file to take members from"),
      optional("growth", &PopulationTable::growth, Unit::fraction, Range{-0.5, 1.0}, "growth of the roster a year, from the base years on"),
      optional("score", &PopulationTable::score, Unit::none, Range{0.01, 100.0}, "factor on everyone's frequency")};
};

/// `[cost.NAME]`, NAME a population: a fitted cost file (engine claims) or a mean and a member CV (engine panel).
struct CostTable {
  std::optional<std::string> file;
  std::optional<Quantity> pbpy;
  std::optional<Quantity> process_cv;
  PanelShape shape = PanelShape::normal;
  std::optional<std::int64_t> year;
  Quantity trend = 0.0;
  Quantity utilization = 1.0;
  static constexpr auto fields = std::tuple{
      optional("file", &CostTable::file, "fitted cost file, for engine claims"),
      optional("pbpy", &CostTable::pbpy, Unit::dollars_pbpy, not_negative, "mean cost, for engine panel"),
      optional("process_cv", &CostTable::process_cv, Unit::none, Range{0.0, 100.0}, "sd over mean of a member's year, for engine panel"),
      optional("shape", &CostTable::shape, "law of a class-year's total, for engine panel"),
      optional("year", &CostTable::year, Unit::years, Range{1901, 2155}, "year of the dollars; a cost file brings its own"),
      optional("trend", &CostTable::trend, Unit::fraction, Range{-0.5, 1.0}, "growth of the cost per claim a year"),
      optional("utilization", &CostTable::utilization, Unit::none, Range{0.0, 10.0}, "factor on claims per member")};
};

/// `[benchmark.NAME]`: given, or made from drawn base years.
struct BenchmarkTable {
  std::optional<Quantity> pbpy;
  std::vector<double> base_year_weights;
  Quantity trend = 0.0;
  Quantity update = 0.0;
  static constexpr auto fields = std::tuple{
      optional("pbpy", &BenchmarkTable::pbpy, Unit::dollars_pbpy, not_negative, "benchmark per beneficiary-year"),
      optional("base_year_weights", &BenchmarkTable::base_year_weights, Unit::fraction, unit_interval,
               "weights of the base years' cost per beneficiary-year, in place of pbpy"),
      optional("trend", &BenchmarkTable::trend, Unit::fraction, Range{-0.5, 1.0}, "growth a year from each base year on"),
      optional("update", &BenchmarkTable::update, Unit::fraction, Range{-0.5, 1.0}, "share added to the benchmark at settlement")};
};

/// `[quality.NAME]`: a score several contracts may refer to, so that it is drawn once for all.
struct QualityTable {
  Quantity score = 1.0;
  Quantity alternative = 0.0;
  static constexpr auto fields = std::tuple{
      required("score", &QualityTable::score, Unit::fraction, unit_interval, "quality performance score"),
      optional("alternative", &QualityTable::alternative, Unit::fraction, unit_interval, "1 where the alternative standard is met")};
};

/// `[[program]]`: what a programme does to use of services.
struct ProgramTable {
  std::string name;
  std::string population;
  Quantity effect = 0.0;
  static constexpr auto fields = std::tuple{
      required("name", &ProgramTable::name, "name of the programme"),
      required("population", &ProgramTable::population, "population it serves"),
      required("effect", &ProgramTable::effect, Unit::fraction, Range{-1.0, 1.0}, "share of claims it prevents in performance years")};
};

/// `[[contract]]`: terms of a rule pack, changed or added to by tables of the terms' names.
struct ContractTable {
  std::string id;
  std::string population;
  std::string benchmark;
  std::string rule_pack;
  std::string like;
  std::string alternative_group;
  std::vector<NamedTerm> terms;  ///< in order; read beside the fields
  static constexpr std::array<std::string_view, 1> beside_fields{"term"};
  static constexpr auto fields = std::tuple{
      required("id", &ContractTable::id, "name of the contract in tables and key paths"),
      required("population", &ContractTable::population, "population whose cost is settled"),
      required("benchmark", &ContractTable::benchmark, "benchmark it is settled against"),
      optional("template", &ContractTable::rule_pack, "dated rule pack, such as mssp/basic-e@2024"),
      optional("like", &ContractTable::like, "id of a contract to inherit from"),
      optional("alternative_group", &ContractTable::alternative_group, "only one contract of a group would be signed")};
};

/// A whole study file. Scenarios stand beside the fields: they are bound to the document before it is read.
struct Study {
  std::string schema;
  std::string title;
  PurposeTable purpose;
  RunTable run;
  ReserveTable reserve;
  Named<PopulationTable> population;
  Named<CostTable> cost;
  Named<BenchmarkTable> benchmark;
  Named<QualityTable> quality;
  std::vector<ProgramTable> program;
  std::vector<ContractTable> contract;
  Named<double> correlation;
  static constexpr std::array<std::string_view, 1> beside_fields{"scenario"};
  static constexpr auto fields = std::tuple{
      required("schema", &Study::schema, "form of this file: study/1"),
      optional("title", &Study::title, "title of the tables"),
      optional("purpose", &Study::purpose, "what the study is for"),
      required("run", &Study::run, "what to draw"),
      required("reserve", &Study::reserve, "reserve policy"),
      required("population", &Study::population, "who is covered, by name"),
      required("cost", &Study::cost, "what they cost, by population"),
      required("benchmark", &Study::benchmark, "what cost is held against, by name"),
      optional("quality", &Study::quality, "quality scores shared by contracts, by name"),
      optional("program", &Study::program, "programmes that change use of services"),
      required("contract", &Study::contract, "contracts, side by side"),
      optional("correlation", &Study::correlation, Unit::none, Range{-1.0, 1.0},
               "rank correlation of two drivers, written \"key.path ~ key.path\"")};
};

}  // namespace plimsoll
