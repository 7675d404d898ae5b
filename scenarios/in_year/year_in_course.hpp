#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/known_to_date.hpp"
#include "plimsoll/sim/drawn_trials.hpp"

namespace plimsoll {

/// What was seen of one population's year, and what the study expected to see. Dollars.
struct CostLook {
  std::string population;
  int year = 0;
  std::size_t months = 0;      ///< complete enough to count
  double share = 0.0;          ///< of the year's cost that falls in them
  double seen = 0.0;           ///< their completed cost
  double seen_error = 0.0;     ///< its standard error
  double expected = 0.0;       ///< mean of it before anything was seen
  double deviation = 0.0;      ///< standard deviation of what could have been seen
  double member_months = 0.0;  ///< of those months
};

/// Moves drawn trials to what is known of their costs: member months first, then one look at each population
/// and year, oldest year first; with all of a year complete, claimants too.
std::vector<CostLook> take_in_costs(CompiledStudy const& study, KnownToDate const& known,
                                    DrawnTrials& trials);

/// The same for quality: true rates move to what was measured; what is left is how the rest will be counted.
std::vector<RateSoFar> take_in_quality(CompiledStudy const& study, KnownToDate const& known,
                                       DrawnTrials& trials);

/// How far a panel's cost moves from month to month by chance alone, as a relative variance of the year's:
/// sum of E[N] E[X²] over the square of the sum of E[N] E[X], N a member's claims and X an amount; for an
/// engine without members the part of its process variance that does not stay with them.
double luck_within_year(CompiledStudy const& study, std::string const& population);

/// Mean cost of a calendar month over that of an average one, from January.
std::vector<double> seasonality_of(ReforecastTable const& table);

/// Tallies of all members of a population as it counts them.
Tally whole_panel(CompiledStudy const& study, std::string const& population, TallyShape shape);

}  // namespace plimsoll
