#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/core/quantity.hpp"
#include "plimsoll/sim/drivers.hpp"
#include "plimsoll/sim/movement.hpp"

namespace plimsoll {

/// What a programme does to a panel.
struct ProgramEffect {
  Quantity share;                    ///< of frequency that it removes where it works in full
  std::vector<double> part_of_year;  ///< of that, by performance year: it may start late; all when empty
  double part(std::size_t performance_year) const {
    return performance_year < part_of_year.size() ? part_of_year[performance_year] : 1.0;
  }
};

/// What moves a panel's size and cost from year to year, the same for every engine.
struct PanelMoves {
  Quantity growth = 0.0;                  ///< of the roster a year, from the last base year on
  Quantity score = 1.0;                   ///< factor on everyone's frequency: risk-score level and drift
  Quantity utilization = 1.0;             ///< factor on frequency
  Quantity trend = 0.0;                   ///< of the cost per claim a year, compounded from cost_year
  int cost_year = 0;                      ///< year whose dollars the cost law is in
  std::vector<ProgramEffect> effects;     ///< of programmes, performance years only
  Quantity count_error = 0.0;             ///< wrongly counted share of the roster, performance years only
  std::optional<Movement> movement = {};  ///< how members come and go; they stay without
  Quantity cost_level = 1.0;              ///< mean cost in cost_year that amounts are brought to
  double law_level = 1.0;                 ///< mean cost of the law itself, in the same unit
};

/// The moves of one block and year: one value per lane.
struct MovedYear {
  Lanes roster_share;  ///< roster size over its size in the base years
  Lanes frequency;     ///< factor on frequency
  Lanes unit_cost;     ///< factor on the cost per claim
};

/// One entry per year of the axis; whoever comes and goes is not in it.
std::vector<MovedYear> move(PanelMoves const& moves, DriverLanes const& drivers, YearAxis const& years);

/// The same for engines that know a panel by its expected cost: with the members that the attribution counts
/// of those who come and go, and what drawn parameters make of frequency and cost per claim.
std::vector<MovedYear> expected_moves(PanelMoves const& moves, Attribution attribution,
                                      PanelParameters const* parameters, DriverLanes const& drivers,
                                      YearAxis const& years);

/// Ends that frequency and unit cost stay within in any year, but for draws rarer than one in 10^7.
struct MoveBounds {
  Range frequency, unit_cost;
};
MoveBounds bounds(PanelMoves const& moves, DriverPlan const& drivers, YearAxis const& years);

}  // namespace plimsoll
