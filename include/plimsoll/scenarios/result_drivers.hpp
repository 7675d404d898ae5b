#pragma once

#include <cstdint>
#include <vector>

#include "plimsoll/models/contract/measured_rate.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/opened_run.hpp"

namespace plimsoll {

/// Which trials and members `result_drivers` looks into.
struct ResultTail {
  double share = 0.05;  ///< of trials, those that settle worst for us
  double top = 0.05;    ///< of members, the dearest
};

/// What of a finished run's result comes from which service line, contract by contract, and where the run
/// kept its excess curve from which layer of members' cost and from the dearest members: each part's share of
/// the variance of spend (covariance with the total), and by how much it overruns its mean in the trials that
/// settle worst (Euler's parts of variance and of co-tail: both add up to the total). Then, for every quality
/// measure, the patients it takes to pass. Nothing is drawn. Errors are those of a jackknife over groups of
/// trials. docs/theory/result-drivers.md. Throws InputError where trials were chosen by importance.
std::vector<Table> result_drivers(OpenedRun const& run, ResultTail const& tail = {});

/// Good results a measure needs, and the exact chance of missing them: P(K < needed), K ~ Bin(patients,
/// chance). A standard of a measure that is better
/// lower is a share of bad results. Expects patients > 0, a chance and a standard in [0, 1].
struct PatientsNeeded {
  std::int64_t needed = 0;        ///< least number of good results that passes
  double expected = 0.0;          ///< patients times chance
  double misses = 0.0;            ///< chance of fewer than needed
  double misses_with_more = 0.0;  ///< the same with one more patient certain to be good
};
PatientsNeeded patients_needed(std::int64_t patients, double chance, double standard,
                               Better better = Better::higher);

}  // namespace plimsoll
