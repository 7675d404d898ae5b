#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "plimsoll/models/contract/payoff.hpp"
#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/scenarios/opened_run.hpp"
#include "plimsoll/scenarios/term_numbers.hpp"

namespace plimsoll {

/// A fixed number of a contract's terms that a reader may move. Programs hold it in their `value` steps of
/// that key path.
struct LiveTerm {
  std::string contract;
  TermNumber number;
};

/// The first trials of a run, settled up to what the terms may change.
struct LiveTrials {
  std::uint64_t trials = 0;
  Program program;  ///< outputs `contract/ID/settlement` and `contract/ID/maximum_owed`, by year
  std::vector<std::vector<double>> columns;  ///< by column of the program, then by trial
};

/// What a contract pays by gross savings in one year.
struct ContractPayoff {
  std::string contract;
  int year = 0;
  std::string held;  ///< what everything but cost is held at, in words
  Payoff payoff;
};

/// The contracts of a run made ready to be settled again, outside the program, under other terms.
struct LiveContracts {
  std::vector<LiveTerm> terms;  ///< those that change something, in the order of the study
  LiveTrials trials;
  std::vector<ContractPayoff> payoffs;  ///< by year, of contracts that have a benchmark
};

/// Makes them of the first `most` trials of the run. Trials are taken from what the run kept of them where it
/// did ([run] excess_curve), else drawn again. In payoffs all but cost is held at the study's `[actual]`
/// numbers where it gives all that is needed for the year, else at the means of these trials. Throws
/// NotReproducible where any number the run kept of a trial is not the same to the bit, InputError where its
/// trials were chosen by importance: they do not weigh the same. A payoff that would be held at a count of 1
/// to 10 members above a limit is left out.
LiveContracts live_contracts(OpenedRun const& run, std::uint64_t most, std::size_t threads = 0);

}  // namespace plimsoll
