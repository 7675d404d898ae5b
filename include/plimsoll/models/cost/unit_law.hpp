#pragma once

#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {

/// A severity law whose amounts are `scale` dollars times those of `law`. Laws that differ in scale only have
/// equal unit laws: thresholds are rounded to nine digits, so that rounding in the input tells none apart.
struct UnitLaw {
  SeverityLaw law;
  double scale = 1.0;
};
UnitLaw unit_of(SeverityLaw const& law);

}  // namespace plimsoll
