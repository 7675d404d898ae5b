#pragma once

#include <optional>
#include <vector>

#include "drawn_laws.hpp"
#include "member_frailty.hpp"
#include "member_tallies.hpp"
#include "plimsoll/sim/member_panel.hpp"
#include "seats.hpp"

namespace plimsoll {

/// What a draw sees of one member in one year, over the lanes of a block.
struct MemberYear {
  std::uint32_t cell = 0;
  std::size_t year = 0;  ///< position on the axis
  WordAddress at;
  /// Member-years of frequency by frailty group: months / 12 · score · drivers · programme effects · frailty;
  /// 0 where the member is not enrolled.
  std::vector<MeanLanes> exposures;
  bool one_exposure = false;              ///< the same in every lane
  DrawnLaws const* laws = nullptr;        ///< of the cell; nothing where they are taken as known
  WordLanes const* first_page = nullptr;  ///< page 0 of `at`
};

/// The members of one panel over the years of a block of trials. Members come cell by cell, each through all
/// years, so that a cell's tables stay near and a member's frailty needs no storage.
class DrawnMemberYears {
 public:
  DrawnMemberYears(TabledPanel const& panel, TallyPlan const& plan, DriverLanes const& drivers,
                   YearAxis const& years, Seed seed, TrialBlock block, Experience& experience);

  TrialLanes const& trials() const { return trials_; }
  MovedYear const& moved(std::size_t year) const { return moved_[year]; }

  /// Calls draw(MemberYear const&, std::vector<Lanes>& cents) for every member and year in which some lane
  /// has the member; cents hold one Lanes per category and are the draw's to fill, all of them.
  template <class Draw>
  void for_each(Draw const& draw) {
    if (nobody_) return;
    std::vector<Lanes> cents(panel_.cells.front().size());
    for (Seat const& seat : panel_.seats) {
      enter(seat);
      for (std::size_t year = 0; year < moved_.size(); ++year) {
        if (!enrol(seat, year)) continue;
        draw(state_, cents);
        leave(seat, year, cents);
      }
    }
  }

 private:
  void take_share(FitShare const& share, bool laws_known);
  void enter(Seat const& seat);
  bool enrol(Seat const& seat, std::size_t year);
  void leave(Seat const& seat, std::size_t year, std::vector<Lanes> const& cents);
  /// One of the attributions' tallies, where members come and go.
  void count(Seat const& seat, std::size_t year, std::size_t attribution, std::vector<Lanes> const& cents);
  bool is_drawn(std::size_t lane) const { return !drawn_here_ || (*drawn_here_)[lane]; }

  /// One year's frequency, by lane.
  struct YearLanes {
    MeanLanes frequency;
    bool one_frequency = false;
  };

  TabledPanel const& panel_;
  YearAxis const& years_;
  Seed seed_;
  TrialLanes trials_;
  std::vector<MovedYear> moved_;
  std::vector<Attribution> attributions_;  // that the plan asks for
  Seats seats_;
  std::vector<YearLanes> lanes_;                            // by year
  std::vector<std::vector<MemberTallies>> tallies_;         // by attribution and year
  bool nobody_ = false;                                     // has trials of the block
  std::optional<std::array<bool, lane_count>> drawn_here_;  // lanes, where another fit has some
  std::optional<MemberFrailty> frailty_;                    // has drawn its members' first pages
  WordLanes first_page_;                                    // of the others
  std::optional<DrawnLaws> laws_;
  MemberYear state_;
  std::vector<Lanes> counted_;  // cents of those who count for all their months
};

}  // namespace plimsoll
