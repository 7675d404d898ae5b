#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/finished_run.hpp"

namespace plimsoll {

/// From the reserve of a prior run to that of this one, for every performance year both have: opening, what
/// each group of changes makes of it, closing. The groups are exchanged one after the other in a stated order
/// (roster, risk score, benchmark, experience, quality, assumptions and terms, policy, trials), each step one
/// run on the same random numbers; what the prior study comes to on this program, less what was kept, is the
/// model version. Amounts are whole cents and add up, so nothing is unexplained. Groups that only hold
/// together, and those whose input files have changed since, share a row that names them.
/// `told` hears of every study that is run. Errors are a jackknife's over groups of trials. Throws InputError
/// where the runs have no year in common or were not both drawn by the same method.
Table roll_forward(FinishedRun const& prior, FinishedRun const& current, std::size_t threads = 0,
                   std::function<void(std::string const&)> const& told = {});

}  // namespace plimsoll
