#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
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
  /// By trial: the program's columns in its order, then those that points of limits name.
  std::vector<std::vector<double>> columns;
};

/// What members cost above one limit: columns of the live trials.
struct LimitPoint {
  double limit = 0.0;       ///< dollars per member-year
  std::size_t excess = 0;   ///< whole cents
  std::size_t falling = 0;  ///< months of the members above an annualised limit; members above any other
};

/// A column of the live program that is an excess over a limit a reader may move.
struct LimitColumn {
  std::size_t column = 0;  ///< of the program
  bool annualised = true;
  std::vector<LimitPoint> points;  ///< ascending, the study's own limit among them
};

/// A limit on members' years that a reader may move: between the points its excess is read from the curve
/// (`read_excess`).
struct LiveLimit {
  LiveTerm term;  ///< its range is that of the points
  std::vector<LimitColumn> columns;
};

/// What a contract pays by gross savings in one year.
struct ContractPayoff {
  std::string contract;
  int year = 0;
  std::string held;  ///< what everything but cost is held at, in words
  Payoff payoff;
  /// Columns of the payoff held at the mean of an excess that a reader may move, and which of the live
  /// program.
  std::vector<std::pair<std::size_t, std::size_t>> limits = {};
};

/// The contracts of a run made ready to be settled again, outside the program, under other terms.
struct LiveContracts {
  std::vector<LiveTerm> terms;  ///< those that change something, in the order of the study
  std::vector<LiveLimit> limits;
  LiveTrials trials;
  std::vector<ContractPayoff> payoffs;  ///< by year, of contracts that have a benchmark
};

/// Makes them of the first `most` trials of the run. Trials are taken from what the run kept of them where it
/// did ([run] excess_curve), else drawn again. In payoffs all but cost is held at the study's `[actual]`
/// numbers where it gives all that is needed for the year, else at the means of these trials. Throws
/// NotReproducible where any number the run kept of a trial is not the same to the bit, InputError where its
/// trials were chosen by importance: they do not weigh the same. A payoff that would be held at a count of 1
/// to 10 members above a limit is left out, and so are terms and payoffs of contracts on a population one of
/// whose enrolment types has so few in its member file.
LiveContracts live_contracts(OpenedRun const& run, std::uint64_t most, std::size_t threads = 0);

}  // namespace plimsoll
