#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/models/reserve/schedule.hpp"
#include "plimsoll/scenarios/finished_run.hpp"

namespace plimsoll {

/// What a finished run says about the amounts to hold.
struct ReserveReport {
  std::vector<Table> tables;
  std::vector<std::string> notices;
  std::vector<std::string> tripped;  ///< tolerances that failed and triggers that tripped, one sentence each
};

/// The tables of a run: what each contract and all signed ones may owe and hold by the study's policy, margin
/// apart; percentiles and tail means; sum of parts and portfolio; regulatory floors beside the reserve; what
/// is held by quarter with its cost; support for recognition under ASC 450 and 606; premium deficiency;
/// shares of participants; tolerance and triggers. `window` says when a performance year is settled;
/// `as_of`, year-month-day, lets dated triggers and the age of the information be told. Throws InputError
/// where a trigger names no figure of the run or a date is none.
ReserveReport reserve_study(RunRead const& run, ReleaseWindow const& window, std::string const& as_of = {});

/// The window of the study's own table.
ReleaseWindow release_window(Study const& study);

}  // namespace plimsoll
