#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/by_class.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// Change of risk from the last base year to the settled one. A type nobody had in the last base year has no
// ratio: it is left as it is.

/// Moves the benchmark of each type with its risk score, each within its own limits.
struct RiskAdjustment {
  ByClass ratio;
  std::optional<Quantity> cap_up;
  std::optional<Quantity> cap_down;
  std::optional<Quantity> coding_error = {};
  static constexpr Clause clause{"risk_adjustment",
                                 "Moves the benchmark of each enrolment type with its risk score.",
                                 "42 CFR 425.605(a)(1)"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("ratio", &RiskAdjustment::ratio, Unit::none, Range{0.01, 100.0},
               "risk score of the settled year over that of the last base year by enrolment type"),
      optional("cap_up", &RiskAdjustment::cap_up, Unit::fraction, not_negative,
               "most a type's ratio may lie above 1; no limit when not given"),
      optional("cap_down", &RiskAdjustment::cap_down, Unit::fraction, unit_interval,
               "most a type's ratio may lie below 1; no limit when not given"),
      optional("coding_error", &RiskAdjustment::coding_error, Unit::fraction, Range{-0.5, 1.0},
               "share by which coded scores of the settled year are above the true ones"));
};
/// Per capita times ratio · (1 + coding_error), held to 1 - cap_down and 1 + cap_up.
ClassBenchmark built(RiskAdjustment const& term, Position const& at);
std::vector<Problem> faults_in(RiskAdjustment const& term, PanelView const& view);

/// Moves the benchmark of each type with its risk score, limited only if risk over all types outgrows the
/// ageing of the members by more than a bound.
struct AggregateRiskAdjustment {
  ByClass ratio;
  Quantity demographic_ratio;
  Quantity cap = 0.03;
  std::optional<Quantity> coding_error = {};
  static constexpr Clause clause{
      "aggregate_risk_adjustment",
      "Moves the benchmark with risk scores, limited by the growth of risk over all types.",
      "42 CFR 425.605(a)(1)(ii)"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("ratio", &AggregateRiskAdjustment::ratio, Unit::none, Range{0.01, 100.0},
               "risk score of the settled year over that of the last base year by enrolment type"),
      required("demographic_ratio", &AggregateRiskAdjustment::demographic_ratio, Unit::none,
               Range{0.01, 100.0}, "the same ratio of demographic scores over all types"),
      optional("cap", &AggregateRiskAdjustment::cap, Unit::fraction, not_negative,
               "most that risk over all types may outgrow the demographic ratio"),
      optional("coding_error", &AggregateRiskAdjustment::coding_error, Unit::fraction, Range{-0.5, 1.0},
               "share by which coded scores of the settled year are above the true ones"));
};
/// Per capita times ratio · (1 + coding_error); where the mean ratio, weighted by adjusted benchmark dollars
/// of the settled year, is above demographic_ratio + cap, each ratio is held to that bound.
ClassBenchmark built(AggregateRiskAdjustment const& term, Position const& at);
std::vector<Problem> faults_in(AggregateRiskAdjustment const& term, PanelView const& view);

}  // namespace plimsoll
