#include "seats.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

TakenSeats measured(Lanes const& seats) {
  auto const [least, most] = std::minmax_element(seats.begin(), seats.end());
  return {seats, *least, *most};
}

}  // namespace

Seats::Seats(MemberPanel const& panel, std::vector<MovedYear> const& moved,
             std::vector<Attribution> const& attributions, DriverLanes const& drivers, YearAxis const& years,
             Seed seed, TrialLanes const& trials) {
  if (panel.moves.movement) {
    rates_ = move_members(*panel.moves.movement, drivers, years);
    status_.emplace(rates_, years, seed, trials);
    enrolled_ =
        std::find(attributions.begin(), attributions.end(), Attribution::enrolled) != attributions.end();
  }
  for (std::size_t year = 0; year < moved.size(); ++year) {
    Lanes members, joining;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      members[lane] = std::round(panel.base_members * moved[year].roster_share[lane]);
      joining[lane] = come_and_go()
                          ? std::round(members[lane] * (rates_[year].churn[lane] + rates_[year].deaths[lane]))
                          : 0.0;
    }
    roster_.push_back(measured(members));
    joiners_.push_back(measured(joining));
    PLIMSOLL_EXPECT(roster_.back().largest <= static_cast<double>(panel.roster->members.size()));
    PLIMSOLL_EXPECT(!panel.joiners || joiners_.back().largest <= static_cast<double>(panel.joiners->size()));
  }
}

bool Seats::is_entrant(Seat const& seat, std::size_t year, std::size_t lane) const {
  if (seat.joiner) return true;
  if (year == 0) return false;
  return status_->fate(year - 1, lane) != Fate::stays || seat.place >= roster_[year - 1].seats[lane];
}

int Seats::months_there(Seat const& seat, std::size_t year, std::size_t lane) const {
  int const full = seat.member->months;
  Fate const fate = seat.joiner ? Fate::stays : status_->fate(year, lane);
  bool const partial = fate == Fate::dies || (enrolled_ && (seat.joiner || fate == Fate::leaves));
  return partial ? std::min(full, status_->month(year, lane)) : full;
}

void Seats::apply(Seat const& seat, std::size_t year, std::vector<MeanLanes>& exposures) const {
  MovedMembers const& rates = rates_[year];
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    double factor = static_cast<double>(months_there(seat, year, lane)) / seat.member->months;
    if (!seat.joiner && status_->fate(year, lane) == Fate::dies) factor *= rates.death_cost[lane];
    if (is_entrant(seat, year, lane)) factor *= rates.entrant_risk[lane];
    for (MeanLanes& exposure : exposures) exposure[lane] *= static_cast<float>(factor);
  }
}

int Seats::months_counted(Seat const& seat, std::size_t year, std::size_t lane,
                          Attribution attribution) const {
  if (seat.place >= taken(seat, year).seats[lane]) return 0;
  if (attribution == Attribution::prospective && seat.joiner) return 0;
  bool const leaves = !seat.joiner && status_->fate(year, lane) == Fate::leaves;
  if (attribution == Attribution::retrospective && leaves) return 0;
  return months_there(seat, year, lane);
}

}  // namespace plimsoll
