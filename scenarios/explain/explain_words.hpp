#pragma once

#include <string>

#include "plimsoll/core/unit.hpp"

namespace plimsoll {

/// A number with its unit as a sentence says it: "$1,234.50", "-$20.00 per beneficiary-year", "2 %", "0.82".
std::string number_in_words(double value, Unit unit);

/// A share as a sentence says it: "97.3 %".
std::string share_in_words(double share);

}  // namespace plimsoll
