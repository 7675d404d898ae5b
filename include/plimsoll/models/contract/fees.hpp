#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// Fees are paid whatever a year costs. Each opens a balance: a contract of fees alone needs no benchmark, and
// one that gives the number of members needs no population.

/// Fee for every member and month: a care-management fee, a population-based payment.
struct MemberFee {
  Quantity pmpm;
  std::optional<Quantity> members;
  static constexpr Clause clause{"member_fee", "Pays a fee for every member and month.", "contract"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool opens_balance = true;
  static constexpr auto fields = field_table(
      required("pmpm", &MemberFee::pmpm, Unit::dollars_pmpm, not_negative, "fee"),
      optional("members", &MemberFee::members, Unit::members, not_negative,
               "members paid for in every month of the year; those of the population when not given"));
};
/// Line: pmpm · member months.
Expr apply(MemberFee const& term, Position const& at);

/// Flat fee for every visit.
struct VisitFee {
  Quantity fee;
  Quantity visits;
  std::optional<Quantity> members;
  static constexpr Clause clause{"visit_fee", "Pays a flat fee for every visit.", "contract"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool opens_balance = true;
  static constexpr auto fields =
      field_table(required("fee", &VisitFee::fee, Unit::dollars, not_negative, "fee for a visit"),
                  required("visits", &VisitFee::visits, Unit::count, not_negative, "visits per member-year"),
                  optional("members", &VisitFee::members, Unit::members, not_negative,
                           "members in every month of the year; those of the population when not given"));
};
/// Line: fee · visits · member months / 12.
Expr apply(VisitFee const& term, Position const& at);

/// Lowers a population-based payment by the share of primary care its members had elsewhere.
struct Leakage {
  Quantity share;
  static constexpr Clause clause{
      "leakage", "Lowers the payment so far by the share of care members had elsewhere.", "contract"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(required("share", &Leakage::share, Unit::fraction, unit_interval,
                                                      "share of primary care had elsewhere"));
};
/// Line: -share · balance where balance > 0.
Expr apply(Leakage const& term, Position const& at);

/// Raises or lowers payments so far by a rate that performance has set.
struct PerformanceAdjustment {
  Quantity rate;
  Quantity floor;
  Quantity ceiling;
  static constexpr Clause clause{
      "performance_adjustment", "Raises or lowers payments so far by a rate set on performance.", "contract"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("rate", &PerformanceAdjustment::rate, Unit::fraction, Range{-1.0, 10.0},
               "adjustment earned, such as 0.16 or -0.10"),
      required("floor", &PerformanceAdjustment::floor, Unit::fraction, Range{-1.0, 10.0}, "least adjustment"),
      required("ceiling", &PerformanceAdjustment::ceiling, Unit::fraction, Range{-1.0, 10.0},
               "greatest adjustment"));
};
/// Line: clip(rate, floor, ceiling) · balance where balance > 0.
Expr apply(PerformanceAdjustment const& term, Position const& at);
std::vector<Problem> faults_in(PerformanceAdjustment const& term, PanelView const& view);

/// What a programme costs us for every enrolled member and month: nurses, platform fees.
struct ProgramCost {
  Quantity pmpm;
  Quantity eligible = 1.0;
  Quantity enrolled = 1.0;
  std::optional<Quantity> members;
  static constexpr Clause clause{"program_cost",
                                 "Charges what a programme costs for every enrolled member and month.",
                                 "our own budget"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool opens_balance = true;
  static constexpr auto fields =
      field_table(required("pmpm", &ProgramCost::pmpm, Unit::dollars_pmpm, not_negative,
                           "cost of an enrolled member and month"),
                  optional("eligible", &ProgramCost::eligible, Unit::fraction, unit_interval,
                           "share of members eligible"),
                  optional("enrolled", &ProgramCost::enrolled, Unit::fraction, unit_interval,
                           "share of eligible members enrolled"),
                  optional("members", &ProgramCost::members, Unit::members, not_negative,
                           "members in every month of the year; those of the population when not given"));
};
/// Line: -pmpm · member months · eligible · enrolled.
Expr apply(ProgramCost const& term, Position const& at);

}  // namespace plimsoll
