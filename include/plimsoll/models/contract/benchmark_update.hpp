#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/by_class.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// From the last base year to the settled one. Growth is that of the whole span; a list by year gives each
// settled year its own.

/// Brings a benchmark by enrolment type to the settled year by national and regional growth.
struct TwoWayUpdate {
  ByClass national_growth;
  ByClass regional_growth;
  Quantity national_weight;
  ByClass relative_risk;
  static constexpr Clause clause{"two_way_update",
                                 "Brings the benchmark to the settled year by national and regional growth.",
                                 "42 CFR 425.601(b), 425.652(b)"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("national_growth", &TwoWayUpdate::national_growth, Unit::fraction, Range{-0.9, 10.0},
               "growth of national cost by enrolment type, last base year to settled year"),
      required("regional_growth", &TwoWayUpdate::regional_growth, Unit::fraction, Range{-0.9, 10.0},
               "growth of the region's cost by enrolment type, over the same years"),
      required("national_weight", &TwoWayUpdate::national_weight, Unit::fraction, unit_interval,
               "weight of national growth: our share of the assignable beneficiaries of our region"),
      optional("relative_risk", &TwoWayUpdate::relative_risk, Unit::none, Range{0.01, 100.0},
               "our risk over the national mean by enrolment type, for a type nobody had in the last base "
               "year; 1 when not given"));
};
/// Per capita times 1 + national_weight · national_growth + (1 - national_weight) · regional_growth. A type
/// without base person-years has none to update: it takes national · (1 + national_growth) · relative_risk.
ClassBenchmark built(TwoWayUpdate const& term, Position const& at);
std::vector<Problem> faults_in(TwoWayUpdate const& term, PanelView const& view);

/// The same, blended with a growth fixed before the agreement began (accountable care prospective trend).
/// That one is a flat amount, so that costly organisations get a smaller percentage of it.
struct ThreeWayUpdate {
  ByClass national_growth;
  ByClass regional_growth;
  Quantity national_weight;
  ByClass acpt_growth;
  ByClass relative_risk;
  Quantity acpt_weight = 1.0 / 3.0;
  static constexpr Clause clause{
      "three_way_update",
      "Brings the benchmark to the settled year by national, regional and prospective growth.",
      "42 CFR 425.652(b), 425.660"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("national_growth", &ThreeWayUpdate::national_growth, Unit::fraction, Range{-0.9, 10.0},
               "growth of national cost by enrolment type, last base year to settled year"),
      required("regional_growth", &ThreeWayUpdate::regional_growth, Unit::fraction, Range{-0.9, 10.0},
               "growth of the region's cost by enrolment type, over the same years"),
      required("national_weight", &ThreeWayUpdate::national_weight, Unit::fraction, unit_interval,
               "weight of national growth against regional: our share of the region's beneficiaries"),
      required("acpt_growth", &ThreeWayUpdate::acpt_growth, Unit::fraction, Range{-0.9, 10.0},
               "accountable care prospective trend by enrolment type, over the same years"),
      required("relative_risk", &ThreeWayUpdate::relative_risk, Unit::none, Range{0.01, 100.0},
               "our risk over the national mean in the last base year by enrolment type"),
      optional("acpt_weight", &ThreeWayUpdate::acpt_weight, Unit::fraction, unit_interval,
               "weight of the prospective trend"));
};
/// Per capita times (1 - acpt_weight) · (two-way factor) + acpt_weight · (1 + flat / adjusted), where flat =
/// acpt_growth · national · relative_risk and adjusted is the per capita after adjustments. The benchmark
/// under the two-way factor alone is kept beside it. Types without base person-years as in the two-way one.
ClassBenchmark built(ThreeWayUpdate const& term, Position const& at);
std::vector<Problem> faults_in(ThreeWayUpdate const& term, PanelView const& view);

/// Growth of a benchmark known in total.
struct BenchmarkUpdate {
  Quantity rate;
  static constexpr Clause clause{"benchmark_update", "Moves the benchmark by a rate.", "contract"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("rate", &BenchmarkUpdate::rate, Unit::fraction, Range{-0.9, 10.0},
                           "share of the benchmark that is added"));
};
/// Line: rate · benchmark.
Expr apply(BenchmarkUpdate const& term, Position const& at);

/// A flat amount for each member and month.
struct BenchmarkAddition {
  Quantity pmpm;
  std::optional<Quantity> member_months;
  static constexpr Clause clause{"benchmark_addition",
                                 "Adds to the benchmark, or takes off, for each member and month.",
                                 "contract; ACO REACH health equity adjustment"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("pmpm", &BenchmarkAddition::pmpm, Unit::dollars_pmpm, any_number, "amount added"),
                  optional("member_months", &BenchmarkAddition::member_months, Unit::member_months,
                           not_negative, "months it is added for; those of the panel when not given"));
};
/// Line: pmpm · member months.
Expr apply(BenchmarkAddition const& term, Position const& at);

}  // namespace plimsoll
