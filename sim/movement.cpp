#include "plimsoll/sim/movement.hpp"

#include <algorithm>

namespace plimsoll {
namespace {

/// Whoever leaves, joins or dies does so in any month alike, and counts in months 1 to 12 with half a year
/// and half a month.
constexpr double part_of_year = 6.5 / 12.0;

}  // namespace

std::vector<MovedMembers> move_members(Movement const& movement, DriverLanes const& drivers,
                                       YearAxis const& years) {
  std::vector<MovedMembers> moved(years.size());
  for (std::size_t year = 0; year < years.size(); ++year) {
    QuantityLanes const churn(movement.churn, drivers, years, year),
        deaths(movement.deaths, drivers, years, year), risk(movement.entrant_risk, drivers, years, year),
        cost(movement.death_cost, drivers, years, year);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      moved[year].churn[lane] = churn[lane];
      moved[year].deaths[lane] = std::min(deaths[lane], 1.0 - churn[lane]);
      moved[year].entrant_risk[lane] = risk[lane];
      moved[year].death_cost[lane] = cost[lane];
      moved[year].entrants[lane] =
          year == 0 ? 0.0 : moved[year - 1].churn[lane] + moved[year - 1].deaths[lane];
    }
  }
  return moved;
}

CountedShare counted_share(MovementRates const& rates, Attribution attribution) {
  double const gone = rates.churn + rates.deaths;
  double left = 0.0, join = 0.0;
  switch (attribution) {
    case Attribution::prospective: left = rates.churn; break;
    case Attribution::retrospective: join = gone; break;
    case Attribution::enrolled:
      left = rates.churn * part_of_year;
      join = gone * part_of_year;
      break;
  }
  double const living = 1.0 - gone + left, dying = rates.deaths * part_of_year;
  double const of_entrants = 1.0 + rates.entrants * (rates.entrant_risk - 1.0);
  return {living + dying + join,
          (living + dying * rates.death_cost) * of_entrants + join * rates.entrant_risk};
}

}  // namespace plimsoll
