#pragma once

#include <optional>
#include <vector>

#include "member_status.hpp"
#include "plimsoll/models/cost/count_lanes.hpp"
#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/sim/member_panel.hpp"

namespace plimsoll {

/// How many seats of a kind are taken in a year, by lane: the first so many.
struct TakenSeats {
  Lanes seats;
  double smallest = 0.0, largest = 0.0;
};

/// Seats of a panel over the years of a block of trials: who sits there, for how long, and for whom they
/// count.
class Seats {
 public:
  /// `attributions`: those the contracts ask for.
  Seats(MemberPanel const& panel, std::vector<MovedYear> const& moved,
        std::vector<Attribution> const& attributions, DriverLanes const& drivers, YearAxis const& years,
        Seed seed, TrialLanes const& trials);

  TakenSeats const& taken(Seat const& seat, std::size_t year) const {
    return seat.joiner ? joiners_[year] : roster_[year];
  }

  /// Whether members come and go; what follows is for those only.
  bool come_and_go() const { return status_.has_value(); }
  MemberStatus const& status() const { return *status_; }
  /// Draws what becomes of the seat's members.
  void enter(Seat const& seat) { status_->draw(seat.member->address); }
  /// Multiplies frequency by the part of the year that the member is there, and what entrants and the dying
  /// have of it.
  void apply(Seat const& seat, std::size_t year, std::vector<MeanLanes>& exposures) const;
  /// Months that an attribution counts; 0 where it does not count the member, or nobody sits there.
  int months_counted(Seat const& seat, std::size_t year, std::size_t lane, Attribution attribution) const;

 private:
  bool is_entrant(Seat const& seat, std::size_t year, std::size_t lane) const;
  int months_there(Seat const& seat, std::size_t year, std::size_t lane) const;

  std::vector<MovedMembers> rates_;  // by year
  std::vector<TakenSeats> roster_, joiners_;
  std::optional<MemberStatus> status_;
  bool enrolled_ = false;  // members cost nothing before they come and after they go
};

}  // namespace plimsoll
