#pragma once

#include <string>
#include <vector>

#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// What `[run] excess_curve` keeps of every trial: the sums without a limit that contracts ask for, and for
/// members whose cost meets a limit the curve of their excess.
std::vector<KeptTally> kept_tallies(Program const& program, Panels const& panels);

/// Limits, ascending, at which the excess of the same members is kept: the study's own are among them.
std::vector<double> limits_kept(TallyPlan const& plan, Tally const& excess);

/// How a results file names a tally without a limit or with a fixed one.
std::string kept_name(Tally const& tally, Panels const& panels);

/// How fast the excess falls as its limit rises: months over an annualised limit, members over one of a
/// policy year.
Tally slope_of(Tally excess);

}  // namespace plimsoll
