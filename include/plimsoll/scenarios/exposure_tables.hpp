#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"
#include "plimsoll/models/contract/quality_measure.hpp"
#include "plimsoll/scenarios/cost_table.hpp"
#include "plimsoll/scenarios/population_table.hpp"

namespace plimsoll {

/// `[benchmark.NAME]`: given, or made from drawn base years.
struct BenchmarkTable {
  std::optional<Quantity> pbpy;
  std::vector<double> base_year_weights;
  Quantity trend = 0.0;
  Quantity update = 0.0;
  static constexpr auto fields = field_table(
      optional("pbpy", &BenchmarkTable::pbpy, Unit::dollars_pbpy, not_negative,
               "benchmark per beneficiary-year"),
      optional("base_year_weights", &BenchmarkTable::base_year_weights, Unit::fraction, unit_interval,
               "weights of the base years' cost per beneficiary-year, in place of pbpy"),
      optional("trend", &BenchmarkTable::trend, Unit::fraction, Range{-0.5, 1.0},
               "growth a year from each base year on"),
      optional("update", &BenchmarkTable::update, Unit::fraction, Range{-0.5, 1.0},
               "share added to the benchmark at settlement"));
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
  static constexpr auto fields = field_table(
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
               "chance that nothing is reported in a year: score 0, no measure passes"));
};

/// `[[program]]`: what a programme does to use of services, costs and earns; cost and fees are no part of any
/// contract's settlement.
struct ProgramTable {
  std::string name;
  std::string population;
  Quantity effect = 0.0;
  std::int64_t start_month = 1;
  std::int64_t ramp_months = 0;
  Quantity cost_pmpm = 0.0;
  Quantity fee_revenue_pmpm = 0.0;
  static constexpr auto fields =
      field_table(required("name", &ProgramTable::name, "name of the programme"),
                  required("population", &ProgramTable::population, "population it serves"),
                  required("effect", &ProgramTable::effect, Unit::fraction, Range{-1.0, 1.0},
                           "share of claims it prevents in performance years, once it works in full"),
                  optional("start_month", &ProgramTable::start_month, Unit::months, Range{1, 120},
                           "month it starts; 1 is January of the first performance year"),
                  optional("ramp_months", &ProgramTable::ramp_months, Unit::months, Range{0, 60},
                           "months in which the effect grows from nothing to all of it, in a straight line"),
                  optional("cost_pmpm", &ProgramTable::cost_pmpm, Unit::dollars_pmpm, not_negative,
                           "cost for every member of the population, from its start on"),
                  optional("fee_revenue_pmpm", &ProgramTable::fee_revenue_pmpm, Unit::dollars_pmpm,
                           not_negative, "fees it earns for every member, from its start on"));
};

}  // namespace plimsoll
