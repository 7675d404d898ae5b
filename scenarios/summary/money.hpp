#pragma once

#include <string_view>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// How money is printed: in millions, or in dollars where nothing settled in any trial comes to a million.
struct Money {
  Presentation presentation;
  std::string_view unit;
};
Money money_of(Study const& study, TrialTable const& trials);

}  // namespace plimsoll
