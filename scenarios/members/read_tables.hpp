#pragma once

#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/member_years.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/member_file.hpp"

namespace plimsoll {

/// What reading a member file did, row counts of 1 to 10 suppressed.
Table read_table(ReadReport const& read);
/// Members with cost and dollars by category.
Table member_totals_table(MemberYears const& rows);
/// Faults by row and column.
Table problems_table(std::vector<Problem> const& problems);

}  // namespace plimsoll
