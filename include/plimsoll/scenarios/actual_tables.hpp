#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// `actual.NAME.claimants`: a member whose year may reach a limit.
struct ClaimantTable {
  double amount = 0.0;
  std::string enrolment;
  double months = 12.0;
  static constexpr auto fields = field_table(
      required("amount", &ClaimantTable::amount, Unit::dollars, not_negative,
               "what the member's year cost, in the service lines that count"),
      optional("enrolment", &ClaimantTable::enrolment, "enrolment type; needed where limits differ by type"),
      optional("months", &ClaimantTable::months, Unit::months, Range{0.0, 12.0}, "months of exposure"));
};

/// `[actual.NAME]`, NAME a population: what a settled year came to, for `plimsoll settle`; a run draws it
/// instead.
struct ActualTable {
  std::optional<double> member_months;
  std::map<std::string, double> enrolment;
  std::optional<double> cost;
  std::map<std::string, double> categories;
  std::vector<ClaimantTable> claimants;
  static constexpr auto fields = field_table(
      optional("member_months", &ActualTable::member_months, Unit::member_months, not_negative,
               "months of exposure of all members; else the sum by type"),
      optional("enrolment", &ActualTable::enrolment, Unit::member_months, not_negative,
               "months of exposure by enrolment type"),
      optional("cost", &ActualTable::cost, Unit::dollars, not_negative,
               "cost of all members before any clause; else the sum of the service lines"),
      optional("categories", &ActualTable::categories, Unit::dollars, not_negative,
               "cost of all members by service line"),
      optional("claimants", &ActualTable::claimants, "members above the lowest limit of the contracts"));
};

}  // namespace plimsoll
