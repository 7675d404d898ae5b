#pragma once

#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/reserve_study.hpp"

namespace plimsoll {

/// Chance of losing more than the study's tolerance, by performance year, with its verdict. Adds nothing
/// where the study states none.
void append_tolerance_table(RunRead const& run, ReserveReport& report);

/// The triggers against figures of the run and of the report's tables. Adds nothing where there is none;
/// throws InputError with all triggers that name no figure.
void append_trigger_table(RunRead const& run, std::string const& as_of, ReserveReport& report);

/// Days from one day to another, both written year-month-day. Throws InputError naming `key` where one is no
/// such day.
int days_between(std::string const& from, std::string const& to, std::string const& key);

}  // namespace plimsoll
