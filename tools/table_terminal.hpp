#pragma once

#include <string>

#include "ink.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// The table as aligned UTF-8 text, ending in a newline. Money below zero stands in parentheses, other
/// numbers take a minus sign. A simulated figure is followed by its standard error, `(2.23) ±0.01`; `±<0.01`
/// is an error above zero that rounds to it and `±?` one that is not known. Exact figures stand alone.
/// Suppressed counts read `1-10`, what they would follow from `hidden`. Columns that a screen has no room for go on in a block below, behind the
/// columns that tell the rows apart; no cell is wrapped or cut.
std::string to_terminal(Table const& table, Screen const& screen = {});

}  // namespace plimsoll
