#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"
#include "plimsoll/models/contract/quality_measure.hpp"
#include "plimsoll/models/cost/frailty.hpp"
#include "plimsoll/scenarios/column_map.hpp"
#include "plimsoll/sim/panel_law.hpp"

namespace plimsoll {

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
      optional("members", &PopulationTable::members, Unit::members, Range{1, 1e8},
               "roster size in the base years"),
      optional("enrolment", &PopulationTable::enrolment, Unit::fraction, unit_interval,
               "share of members by enrolment type"),
      optional("age", &PopulationTable::age, Unit::fraction, unit_interval, "share of members by age band"),
      optional("risk", &PopulationTable::risk, Unit::fraction, unit_interval,
               "share of members by risk band"),
      optional("months", &PopulationTable::months, Unit::months, Range{1, 12},
               "months of exposure per member and year"),
      optional("file", &PopulationTable::file,
               "member-year CSV, plain or gzip, or a folder of claims, in place of the shares"),
      optional("column_map", &PopulationTable::column_map,
               "column map of the file: a path, or the name of a shipped one"),
      optional("columns", &PopulationTable::columns, "column map of the file, written here"),
      optional("file_year", &PopulationTable::file_year, Unit::years, Range{1901, 2155},
               "year of the file to take members from"),
      optional("growth", &PopulationTable::growth, Unit::fraction, Range{-0.5, 1.0},
               "growth of the roster a year, from the base years on"),
      optional("score", &PopulationTable::score, Unit::none, Range{0.01, 100.0},
               "factor on everyone's frequency")};
};

/// Whether trials draw the parameters of a cost file's laws within their errors.
enum class ParameterRisk { known, drawn };
template <>
struct Names<ParameterRisk> {
  static constexpr std::array<std::pair<std::string_view, ParameterRisk>, 2> pairs{
      {{"known", ParameterRisk::known}, {"drawn", ParameterRisk::drawn}}};
};

/// `[[cost.NAME.alternative]]`: another fit, which this share of the trials is drawn by.
struct AlternativeFit {
  std::string file;
  double weight = 0.0;
  static constexpr auto fields =
      std::tuple{required("file", &AlternativeFit::file, "fitted cost file of the same categories"),
                 required("weight", &AlternativeFit::weight, Unit::fraction, Range{1e-6, 1.0},
                          "share of the trials; the cost's own file has what is left")};
};

/// `[cost.NAME]`, NAME a population: a fitted cost file (engine claims) or a mean and a member CV (engine
/// panel).
struct CostTable {
  std::optional<std::string> file;
  std::optional<Quantity> pbpy;
  std::optional<Quantity> process_cv;
  std::map<std::string, double> relative_cost;
  PanelShape shape = PanelShape::normal;
  std::optional<std::int64_t> year;
  Quantity trend = 0.0;
  Quantity utilization = 1.0;
  std::optional<Frailty> frailty;
  ParameterRisk parameters = ParameterRisk::known;
  std::vector<AlternativeFit> alternative;
  static constexpr auto fields = std::tuple{
      optional("file", &CostTable::file, "fitted cost file, for engines of members: sums, claims"),
      optional("pbpy", &CostTable::pbpy, Unit::dollars_pbpy, not_negative, "mean cost, for engine panel"),
      optional("process_cv", &CostTable::process_cv, Unit::none, Range{0.0, 100.0},
               "sd over mean of a member's year, for engine panel"),
      optional("relative_cost", &CostTable::relative_cost, Unit::none, not_negative,
               "mean cost by enrolment type in relation to each other, for engine panel: in dollars, or any "
               "unit; over all members pbpy is kept; all alike when not given"),
      optional("shape", &CostTable::shape, "law of a class-year's total, for engine panel"),
      optional("year", &CostTable::year, Unit::years, Range{1901, 2155},
               "year of the dollars; a cost file brings its own"),
      optional("trend", &CostTable::trend, Unit::fraction, Range{-0.5, 1.0},
               "growth of the cost per claim a year"),
      optional("utilization", &CostTable::utilization, Unit::none, Range{0.0, 10.0},
               "factor on claims per member"),
      optional("frailty", &CostTable::frailty,
               "how far members of one cell differ in frequency, for engines of members"),
      optional("parameters", &CostTable::parameters,
               "known: the laws are the cost file's; drawn: every trial has parameters within their standard "
               "errors"),
      optional("alternative", &CostTable::alternative, "other fits that trials are drawn by")};
};

/// `[benchmark.NAME]`: given, or made from drawn base years.
struct BenchmarkTable {
  std::optional<Quantity> pbpy;
  std::vector<double> base_year_weights;
  Quantity trend = 0.0;
  Quantity update = 0.0;
  static constexpr auto fields = std::tuple{
      optional("pbpy", &BenchmarkTable::pbpy, Unit::dollars_pbpy, not_negative,
               "benchmark per beneficiary-year"),
      optional("base_year_weights", &BenchmarkTable::base_year_weights, Unit::fraction, unit_interval,
               "weights of the base years' cost per beneficiary-year, in place of pbpy"),
      optional("trend", &BenchmarkTable::trend, Unit::fraction, Range{-0.5, 1.0},
               "growth a year from each base year on"),
      optional("update", &BenchmarkTable::update, Unit::fraction, Range{-0.5, 1.0},
               "share added to the benchmark at settlement")};
};

/// `[quality.NAME]`: a score several contracts may refer to, so that it is drawn once for all; given, or made
/// of measures.
struct QualityTable {
  std::optional<Quantity> score;
  Quantity alternative = 0.0;
  std::vector<QualityMeasure> measure;
  std::int64_t minimum_denominator = 20;
  double correlation = 0.0;
  Quantity reporting_failure = 0.0;
  static constexpr auto fields = std::tuple{
      optional("score", &QualityTable::score, Unit::fraction, unit_interval,
               "quality performance score; made of the measures where there are any"),
      optional("alternative", &QualityTable::alternative, Unit::fraction, unit_interval,
               "1 where the alternative standard is met"),
      optional("measure", &QualityTable::measure, "measures that make the score"),
      optional("minimum_denominator", &QualityTable::minimum_denominator, Unit::count, Range{1, 1e7},
               "patients below which a measure is left out and its weight goes to the others"),
      optional("correlation", &QualityTable::correlation, Unit::none, unit_interval,
               "rank correlation of the true rates of any two measures"),
      optional("reporting_failure", &QualityTable::reporting_failure, Unit::fraction, unit_interval,
               "chance that nothing is reported in a year: score 0, no measure passes")};
};

/// `[[program]]`: what a programme does to use of services.
struct ProgramTable {
  std::string name;
  std::string population;
  Quantity effect = 0.0;
  static constexpr auto fields =
      std::tuple{required("name", &ProgramTable::name, "name of the programme"),
                 required("population", &ProgramTable::population, "population it serves"),
                 required("effect", &ProgramTable::effect, Unit::fraction, Range{-1.0, 1.0},
                          "share of claims it prevents in performance years")};
};

}  // namespace plimsoll
