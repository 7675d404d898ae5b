#pragma once

#include <cstdint>
#include <string>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"

namespace plimsoll {

/// `[[shock]]`: services that fall away for some months, and with them what members cost and what fee for
/// service earns. Capitation does not move.
struct ShockTable {
  std::string name;
  std::string population;
  Quantity lost = 0.0;
  std::string from;
  std::int64_t months = 1;
  static constexpr auto fields =
      field_table(required("name", &ShockTable::name, "name of the shock"),
                  optional("population", &ShockTable::population,
                           "population it meets; every population and contract when not given"),
                  required("lost", &ShockTable::lost, Unit::fraction, Range{-10.0, 1.0},
                           "share of services that falls away in those months; below 0 there are more; 0 "
                           "leaves a scenario to say it"),
                  required("from", &ShockTable::from, "first month, such as 2027-04"),
                  required("months", &ShockTable::months, Unit::months, Range{1, 120}, "months it lasts"));
};

}  // namespace plimsoll
