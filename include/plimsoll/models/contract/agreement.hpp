#pragma once

#include <cstdint>
#include <vector>

#include "plimsoll/models/contract/expr.hpp"

namespace plimsoll {

/// A contract renewed every so many years: calendar years.
struct AgreementPeriods {
  int start = 0;  ///< first year of the first agreement
  int years = 5;  ///< length of each

  /// 0 for the first agreement. Requires a year from its start on.
  int number(int year) const { return (year - start) / years; }
  int first_year(int number) const { return start + number * years; }
  bool is_last(int year) const { return (year - start + 1) % years == 0; }
  /// The years just before the agreement `year` lies in, the oldest first.
  std::vector<int> base_years(int year, std::size_t count) const;
};

/// What a contract left within a year settles for it. 42 CFR 425.221(b): no savings; no losses up to the
/// free months, after them the year's loss times months stood over 12. A year that is stood to its end
/// settles in full.
struct LeavingYear {
  int months = 12;      ///< of the year that the contract stood
  int free_months = 6;  ///< with no more months than this nothing is owed
};
Expr settled_on_leaving(Expr const& settled, LeavingYear const& leaving);

/// Years in a row that owed, up to and with one that settled `settled`.
Expr owing_in_a_row(Expr const& before, Expr const& settled);

}  // namespace plimsoll
