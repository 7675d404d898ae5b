#include "plimsoll/core/unit.hpp"

namespace plimsoll {

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::none: return "number";
    case Unit::fraction: return "fraction";
    case Unit::dollars: return "dollars";
    case Unit::dollars_pbpy: return "dollars per beneficiary-year";
    case Unit::dollars_pmpm: return "dollars per member-month";
    case Unit::months: return "months";
    case Unit::member_months: return "member-months";
    case Unit::members: return "members";
    case Unit::years: return "years";
    case Unit::count: return "count";
  }
  return "number";
}

}  // namespace plimsoll
