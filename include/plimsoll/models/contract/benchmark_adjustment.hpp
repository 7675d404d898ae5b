#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/by_class.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// Adjustments of the historical benchmark. Only one of them counts: each stands on the benchmark that the
// earlier ones left, and takes the place of what they added where it is worth more over all types, weighted
// by the person-years of the last base year (42 CFR 425.652(a)(8)).

/// Moves the historical benchmark towards the cost of the region.
struct RegionalAdjustment {
  ByClass region;
  Quantity weight_when_lower;
  Quantity weight_when_higher;
  Quantity cap_up;
  Quantity cap_down;
  Quantity offset = 0.0;
  std::optional<Quantity> floor;
  static constexpr Clause clause{"regional_adjustment",
                                 "Moves the historical benchmark towards the cost of the region.",
                                 "42 CFR 425.656(c)-(d)"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("region", &RegionalAdjustment::region, Unit::dollars_pbpy, not_negative,
               "regional cost of the last base year by enrolment type, at our risk"),
      required("weight_when_lower", &RegionalAdjustment::weight_when_lower, Unit::fraction, unit_interval,
               "share of the difference added if we cost less than the region over all types"),
      required("weight_when_higher", &RegionalAdjustment::weight_when_higher, Unit::fraction, unit_interval,
               "share of the difference added if we cost more"),
      required("cap_up", &RegionalAdjustment::cap_up, Unit::fraction, unit_interval,
               "most that is added for a type, as a share of its national cost"),
      required("cap_down", &RegionalAdjustment::cap_down, Unit::fraction, unit_interval,
               "most that is taken off for a type, as a share of its national cost"),
      optional("offset", &RegionalAdjustment::offset, Unit::fraction, unit_interval,
               "share of what is taken off for a type that is given back: dually eligible share of the last "
               "base year plus mean risk score less 1, held to 0 to 1"),
      optional("floor", &RegionalAdjustment::floor, Unit::dollars_pbpy, any_number,
               "least adjustment over all types, which replaces a lower one; none when not given"));
};
/// Per capita: + weight · (region - historical), held to -cap_down and +cap_up of national; what is negative
/// then is multiplied by 1 - offset.
ClassBenchmark built(RegionalAdjustment const& term, Position const& at);
std::vector<Problem> faults_in(RegionalAdjustment const& term, PanelView const& view);

/// Gives back part of the savings of the agreement before, so that they are not rebased away.
struct PriorSavingsAdjustment {
  std::vector<Quantity> gains;
  Quantity share = 0.5;
  Quantity cap = 0.05;
  Quantity prorate = 1.0;
  static constexpr Clause clause{"prior_savings_adjustment",
                                 "Adds part of the savings of the three years before the agreement.",
                                 "42 CFR 425.658, 425.652(a)(8)"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("gains", &PriorSavingsAdjustment::gains, Unit::dollars_pbpy, any_number,
               "savings, or losses below 0, per capita in each of the three years before the agreement; 0 "
               "where not reconciled"),
      optional("share", &PriorSavingsAdjustment::share, Unit::fraction, unit_interval,
               "share of the mean gain given back"),
      optional("cap", &PriorSavingsAdjustment::cap, Unit::fraction, unit_interval,
               "most that is given, as a share of national cost over all types"),
      optional("prorate", &PriorSavingsAdjustment::prorate, Unit::fraction, unit_interval,
               "person-years of those years over person-years of the base years, at most 1"));
};
/// Per capita, the same for every type: min(share · mean gain · prorate, cap · national), at least 0.
ClassBenchmark built(PriorSavingsAdjustment const& term, Position const& at);
std::vector<Problem> faults_in(PriorSavingsAdjustment const& term, PanelView const& view);

/// Adds to the benchmark of an organisation whose members are poor.
struct PopulationAdjustment {
  Quantity share;
  Quantity threshold = 0.15;
  Quantity scaler = 0.05;
  static constexpr Clause clause{"population_adjustment",
                                 "Adds a share of national cost where many members have low incomes.",
                                 "42 CFR 425.662 (health equity benchmark adjustment)"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("share", &PopulationAdjustment::share, Unit::fraction, unit_interval,
               "share of person-years with the low-income subsidy or dually eligible, the larger of the two"),
      optional("threshold", &PopulationAdjustment::threshold, Unit::fraction, unit_interval,
               "share needed for the adjustment"),
      optional("scaler", &PopulationAdjustment::scaler, Unit::fraction, unit_interval,
               "share of national cost over all types that is added if all members have low incomes"));
};
/// Per capita, the same for every type: share · scaler · national where share >= threshold, else 0.
ClassBenchmark built(PopulationAdjustment const& term, Position const& at);

}  // namespace plimsoll
