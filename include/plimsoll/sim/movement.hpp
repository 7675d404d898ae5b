#pragma once

#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/experience/tally.hpp"
#include "plimsoll/sim/drivers.hpp"

namespace plimsoll {

/// How members come and go. A seat of the roster is one member until they leave or die; whoever takes the
/// seat joins in the same year. docs/theory/population.md.
struct Movement {
  Quantity churn = 0.0;         ///< share of a year's first members who have left by its end, the dead apart
  Quantity deaths = 0.0;        ///< share of them who die in the year
  Quantity entrant_risk = 1.0;  ///< factor on the frequency of those who joined in the year or the one before
  Quantity death_cost = 1.0;    ///< factor on the frequency of the months that the dying live
  static constexpr auto fields =
      field_table(optional("churn", &Movement::churn, Unit::fraction, Range{0.0, 0.95},
                           "share of a year's first members who have left by its end, the dead apart"),
                  optional("deaths", &Movement::deaths, Unit::fraction, Range{0.0, 0.5},
                           "share of a year's first members who die in it"),
                  optional("entrant_risk", &Movement::entrant_risk, Unit::none, Range{0.01, 20.0},
                           "factor on the frequency of those who joined in the year or the one before"),
                  optional("death_cost", &Movement::death_cost, Unit::none, Range{0.01, 50.0},
                           "factor on the frequency of the months that the dying live"));
};

/// Rates of one year in one trial.
struct MovementRates {
  double churn = 0.0, deaths = 0.0, entrant_risk = 1.0, death_cost = 1.0;
  double entrants = 0.0;  ///< share of the year's first members who are new
};

/// Rates of one year, by lane.
struct MovedMembers {
  Lanes churn, deaths, entrant_risk, death_cost, entrants;
  MovementRates at(std::size_t lane) const {
    return {churn[lane], deaths[lane], entrant_risk[lane], death_cost[lane], entrants[lane]};
  }
};

/// One entry per year of the axis.
std::vector<MovedMembers> move_members(Movement const& movement, DriverLanes const& drivers,
                                       YearAxis const& years);

/// Member months and expected cost of the members that an attribution counts, over those of a roster that
/// stays: what engines without members know of movement.
struct CountedShare {
  double months = 1.0, cost = 1.0;
};
CountedShare counted_share(MovementRates const& rates, Attribution attribution);

}  // namespace plimsoll
