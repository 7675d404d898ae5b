#pragma once

#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/by_class.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// Opens a benchmark by enrolment type: the cost of each base year, brought to the dollars and the risk of
/// the last one, and averaged.
struct HistoricalBenchmark {
  ListByClass cost;
  std::vector<Quantity> weights;
  ListByClass trend;
  ListByClass risk_ratio;
  ByClass person_years;
  ByClass national;
  static constexpr Clause clause{"historical_benchmark",
                                 "Makes a benchmark by enrolment type of the cost of base years.",
                                 "42 CFR 425.652(a)(1)-(4)"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool starts_build = true;
  static constexpr auto fields = field_table(
      required("cost", &HistoricalBenchmark::cost, Unit::dollars_pbpy, not_negative,
               "our cost by enrolment type in each base year, the oldest first"),
      required("weights", &HistoricalBenchmark::weights, Unit::fraction, unit_interval,
               "weight of each base year; they sum to 1"),
      optional("trend", &HistoricalBenchmark::trend, Unit::fraction, Range{-0.9, 10.0},
               "growth by enrolment type from each base year but the last to the last; none when not given"),
      optional("risk_ratio", &HistoricalBenchmark::risk_ratio, Unit::none, Range{0.01, 100.0},
               "risk score of the last base year over that of each one before it, by enrolment type; 1 when "
               "not given"),
      required("person_years", &HistoricalBenchmark::person_years, Unit::years, not_negative,
               "our person-years of the last base year by enrolment type: weights of the adjustments"),
      required("national", &HistoricalBenchmark::national, Unit::dollars_pbpy, not_negative,
               "national cost of assignable beneficiaries in the last base year by enrolment type, which "
               "adjustments are limited by and flat amounts are shares of"));
};
/// Per capita: sum over base years of weight · cost · (1 + trend) · risk_ratio.
ClassBenchmark built(HistoricalBenchmark const& term, Position const& at);
std::vector<Problem> faults_in(HistoricalBenchmark const& term, PanelView const& view);

}  // namespace plimsoll
