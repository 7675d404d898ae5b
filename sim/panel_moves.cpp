#include "plimsoll/sim/panel_moves.hpp"

#include <cmath>

namespace plimsoll {
namespace {

/// Multiplies `lanes` by (1 + rate), or divides by it going back in time.
void compound(Lanes& lanes, QuantityLanes const& rate, int years) {
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    lanes[lane] *= years == 1 ? 1.0 + rate[lane] : std::pow(1.0 + rate[lane], years);
}

}  // namespace

std::vector<MovedYear> move(PanelMoves const& moves, DriverLanes const& drivers, YearAxis const& years) {
  std::vector<MovedYear> moved(years.size());
  Lanes roster = Lanes::filled(1.0), unit_cost = Lanes::filled(1.0);
  int last_year = moves.cost_year;
  for (std::size_t year = 0; year < years.size(); ++year) {
    auto const lanes_of = [&](Quantity const& quantity) {
      return QuantityLanes(quantity, drivers, years, year);
    };
    bool const performance = year >= years.base.size();
    // Trend runs from the year of the cost law, which may lie before, between or after the years of the
    // study.
    compound(unit_cost, lanes_of(moves.trend), years[year] - last_year);
    last_year = years[year];
    if (performance) compound(roster, lanes_of(moves.growth), 1);
    QuantityLanes const score = lanes_of(moves.score), utilization = lanes_of(moves.utilization);
    Lanes frequency;
    for (std::size_t lane = 0; lane < lane_count; ++lane) frequency[lane] = score[lane] * utilization[lane];
    if (performance)
      for (Quantity const& effect : moves.effects) {
        QuantityLanes const share = lanes_of(effect);
        for (std::size_t lane = 0; lane < lane_count; ++lane) frequency[lane] *= 1.0 - share[lane];
      }
    moved[year] = {roster, frequency, unit_cost};
  }
  return moved;
}

}  // namespace plimsoll
