#include "plimsoll/sim/panel_moves.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// Multiplies `lanes` by (1 + rate), or divides by it going back in time.
void compound(Lanes& lanes, QuantityLanes const& rate, int years) {
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    lanes[lane] *= years == 1 ? 1.0 + rate[lane] : std::pow(1.0 + rate[lane], years);
}

/// Values of a quantity in a year of the axis, but for the far ends of its law.
Range range_of(Quantity const& quantity, DriverPlan const& drivers, YearAxis const& years, std::size_t year) {
  constexpr double far = 1e-7;
  if (!quantity.is_driver()) {
    double const value = quantity.fixed(year < years.base.size() ? 0 : year - years.base.size());
    return {value, value};
  }
  Driver const& driver = quantity.driver();
  auto const index = drivers.find(driver.path);
  PLIMSOLL_EXPECT(index.has_value());
  auto const end = [&](double u) {
    return std::clamp(drivers.quantile_of(*index)(u), driver.clip.low, driver.clip.high);
  };
  return {end(far), end(1.0 - far)};
}

Range times(Range a, Range b) {
  return {a.low * b.low, a.high * b.high};
}

/// Growth by a rate over years, back in time where they are negative.
Range grown(Range factor, Range rate, int years) {
  double const low = std::pow(1.0 + rate.low, years), high = std::pow(1.0 + rate.high, years);
  return times(factor, {std::min(low, high), std::max(low, high)});
}

/// Expected cost of whoever is counted, over that of a roster that stays, at the ends of the rates.
template <class RangeOf>
Range counted_cost_range(Movement const& movement, RangeOf const& range_of) {
  Range const churn = range_of(movement.churn), deaths = range_of(movement.deaths),
              risk = range_of(movement.entrant_risk), cost = range_of(movement.death_cost);
  Range ends{1.0, 1.0};
  for (double c : {churn.low, churn.high})
    for (double d : {deaths.low, deaths.high})
      for (double r : {risk.low, risk.high})
        for (double k : {cost.low, cost.high})
          for (double entrants : {0.0, churn.high + deaths.high})
            for (auto const& [name, attribution] : Names<Attribution>::pairs) {
              CountedShare const share = counted_share({c, d, r, k, entrants}, attribution);
              ends.low = std::min(ends.low, share.cost / share.months);
              ends.high = std::max(ends.high, share.cost / share.months);
            }
  return ends;
}

}  // namespace

MoveBounds bounds(PanelMoves const& moves, DriverPlan const& drivers, YearAxis const& years) {
  constexpr double least = 1e-3;  // factors stay above zero: tables stand on their logarithm
  MoveBounds ends;
  Range unit_cost{1.0, 1.0};
  int last_year = moves.cost_year;
  for (std::size_t year = 0; year < years.size(); ++year) {
    auto const range = [&](Quantity const& quantity) { return range_of(quantity, drivers, years, year); };
    unit_cost = grown(unit_cost, range(moves.trend), years[year] - last_year);
    last_year = years[year];
    Range frequency = times(range(moves.score), range(moves.utilization));
    if (year >= years.base.size())
      for (ProgramEffect const& effect : moves.effects) {
        Range const share = range(effect.share);
        double const part = effect.part(year - years.base.size());
        frequency = times(frequency, {1.0 - part * share.high, 1.0 - part * share.low});
      }
    if (moves.movement) frequency = times(frequency, counted_cost_range(*moves.movement, range));
    auto const cover = [&](Range& sum, Range const& more) {
      sum = year == 0 ? more : Range{std::min(sum.low, more.low), std::max(sum.high, more.high)};
      sum = {std::max(least, sum.low), std::max(least, sum.high)};
    };
    cover(ends.frequency, frequency);
    Range const level = range(moves.cost_level);
    cover(ends.unit_cost, times(unit_cost, {level.low / moves.law_level, level.high / moves.law_level}));
  }
  return ends;
}

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
      for (ProgramEffect const& effect : moves.effects) {
        QuantityLanes const share = lanes_of(effect.share);
        double const part = effect.part(year - years.base.size());
        for (std::size_t lane = 0; lane < lane_count; ++lane) frequency[lane] *= 1.0 - part * share[lane];
      }
    moved[year] = {roster, frequency, unit_cost};
    QuantityLanes const level = lanes_of(moves.cost_level);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      moved[year].unit_cost[lane] *= level[lane] / moves.law_level;
    if (performance) {
      QuantityLanes const error = lanes_of(moves.count_error);
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        moved[year].roster_share[lane] *= 1.0 + error[lane];
    }
  }
  return moved;
}

std::vector<MovedYear> expected_moves(PanelMoves const& moves, Attribution attribution,
                                      PanelParameters const* parameters, DriverLanes const& drivers,
                                      YearAxis const& years) {
  std::vector<MovedYear> moved = move(moves, drivers, years);
  if (moves.movement) {
    std::vector<MovedMembers> const members = move_members(*moves.movement, drivers, years);
    for (std::size_t year = 0; year < moved.size(); ++year)
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        CountedShare const share = counted_share(members[year].at(lane), attribution);
        moved[year].roster_share[lane] *= share.months;
        moved[year].frequency[lane] *= share.cost / share.months;
      }
  }
  if (!parameters || !drivers.parameters()) return moved;
  PanelShift const shift = shift_of(*parameters, *drivers.parameters());
  for (MovedYear& year : moved)
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      year.frequency[lane] *= shift.frequency[lane];
      year.unit_cost[lane] *= shift.unit_cost[lane];
    }
  return moved;
}

}  // namespace plimsoll
