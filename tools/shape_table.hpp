#pragma once

#include <string>

#include "plimsoll/models/measure/histogram.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// A histogram as a line of bars, one character for each bin; a bin that holds an atom shows a mark in place
/// of its bar. In ASCII where `utf8` is false.
std::string sparkline(Histogram const& histogram, bool utf8);

/// The shape of every settlement in a table of settlements of one year (rows are contracts), for the eye
/// alone: it has no part in what --json prints.
Table shape_table(Table const& settlements, TrialTable const& trials, int year, bool utf8);

}  // namespace plimsoll
