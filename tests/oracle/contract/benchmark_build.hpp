#pragma once

#include <map>
#include <string>
#include <vector>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

// Worked example M1 of the contract reference (1.6): a renewing ACO, second regional adjustment, agreement of
// 2024, from its history to its payment.
namespace plimsoll::test {

inline std::vector<std::string> const m1_types{"esrd", "disabled", "aged_dual", "aged_nondual"};
/// Person-years of the performance year.
inline std::map<std::string, double> const m1_person_years{
    {"esrd", 120.0}, {"disabled", 1'200.0}, {"aged_dual", 960.0}, {"aged_nondual", 9'720.0}};

inline ByClass by_type(double esrd, double disabled, double aged_dual, double aged_nondual) {
  return {{"esrd", esrd}, {"disabled", disabled}, {"aged_dual", aged_dual}, {"aged_nondual", aged_nondual}};
}

inline HistoricalBenchmark m1_history() {
  return {.cost = {{"esrd", {84'000.0, 86'000.0, 88'000.0}},
                   {"disabled", {12'000.0, 12'400.0, 12'900.0}},
                   {"aged_dual", {17'500.0, 18'000.0, 18'600.0}},
                   {"aged_nondual", {10'400.0, 10'800.0, 11'300.0}}},
          .weights = {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0},
          .trend = {{"esrd", {0.05, 0.025}},
                    {"disabled", {0.08, 0.04}},
                    {"aged_dual", {0.08, 0.04}},
                    {"aged_nondual", {0.08, 0.04}}},
          .risk_ratio = {{"esrd", {1.0, 1.0}},
                         {"disabled", {1.0, 1.0}},
                         {"aged_dual", {1.0, 1.0}},
                         {"aged_nondual", {1.01, 1.005}}},
          .person_years = by_type(115.0, 1'150.0, 920.0, 9'315.0),
          .national = by_type(92'000.0, 13'200.0, 19'500.0, 11'600.0)};
}

inline RegionalAdjustment m1_region() {
  return {.region = by_type(90'000.0, 13'600.0, 19'800.0, 11'900.0),
          .weight_when_lower = 0.50,
          .weight_when_higher = 0.25,
          .cap_up = 0.05,
          .cap_down = 0.015,
          .floor = 0.0};
}

inline PriorSavingsAdjustment m1_prior_savings() {
  return {.gains = {180.0, 320.0, 0.0}, .prorate = 11'000.0 / 11'500.0};
}

inline ThreeWayUpdate m1_update() {
  return {.national_growth = by_type(0.030, 0.048, 0.045, 0.046),
          .regional_growth = by_type(0.034, 0.055, 0.050, 0.052),
          .national_weight = 0.06,
          .acpt_growth = by_type(0.035, 0.049, 0.049, 0.049),
          .relative_risk = by_type(1.00, 1.02, 1.05, 0.98)};
}

inline AggregateRiskAdjustment m1_risk() {
  return {.ratio = by_type(1.000, 1.010, 1.020, 1.045), .demographic_ratio = 1.004};
}

inline std::vector<NamedTerm> m1_build() {
  return {{"historical_benchmark", m1_history(), {}},
          {"regional_adjustment", m1_region(), {}},
          {"prior_savings_adjustment", m1_prior_savings(), {}},
          {"three_way_update", m1_update(), {}},
          {"aggregate_risk_adjustment", m1_risk(), {}}};
}

/// Cost of 13,710.87 per beneficiary-year and the four types.
inline Position m1_position() {
  Position at;
  at.cost = 164'530'440.0;
  at.view.classes = m1_types;
  return at;
}

/// The position after the first `count` of the terms.
inline Position after(std::vector<NamedTerm> const& terms, std::size_t count, Position at = m1_position()) {
  for (std::size_t i = 0; i < count; ++i) advance(terms[i], at);
  return at;
}

/// A formula whose only columns are member months, by type or in all.
inline double value_among(Expr const& expr, std::map<std::string, double> const& person_years,
                          std::vector<std::string> const& types = m1_types) {
  Program const program = compile({{"value", 0, Unit::none, "", expr}});
  double all = 0.0;
  for (auto const& [type, years] : person_years) all += years;
  std::vector<double> columns;
  for (ColumnSource const& source : program.columns) {
    auto const exposure = std::get<TallyColumn>(source).tally.exposure;
    columns.push_back(12.0 * (exposure ? person_years.at(types[static_cast<std::size_t>(*exposure)]) : all));
  }
  return evaluate(program, std::span<double const>{columns}).front();
}
inline double in_m1(Expr const& expr) {
  return value_among(expr, m1_person_years);
}

}  // namespace plimsoll::test
