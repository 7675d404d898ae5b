#include "member_years.hpp"

#include <algorithm>

namespace plimsoll {
namespace {

bool all_equal(MeanLanes const& lanes) {
  return std::all_of(lanes.begin(), lanes.end(), [&](float value) { return value == lanes.front(); });
}

}  // namespace

DrawnMemberYears::DrawnMemberYears(TabledPanel const& panel, TallyPlan const& plan,
                                   DriverLanes const& drivers, YearAxis const& years, Seed seed,
                                   TrialBlock block, Experience& experience)
    : panel_(panel),
      years_(years),
      seed_(seed),
      trials_(trials_of(block)),
      moved_(move(panel.members.moves, drivers, years)),
      attributions_(attributions_of(plan, panel.members.panel)),
      seats_(panel.members, moved_, attributions_, drivers, years, seed, trials_),
      lanes_(years.size()) {
  if (panel.frailty) frailty_.emplace(*panel.frailty, years, seed, trials_);
  if (panel.members.parameters && drivers.parameters()) {
    laws_.emplace(*panel.members.parameters, *drivers.parameters(), moved_);
    state_.laws = &*laws_;
  }
  take_share(panel.members.share, drivers.parameters() == nullptr);
  state_.exposures.resize(panel.frailty ? panel.frailty->groups.groups.size() : 1);
  for (Attribution attribution : attributions_) {
    std::vector<MemberTallies>& tallies = tallies_.emplace_back();
    for (std::size_t year = 0; year < years.size(); ++year)
      tallies.emplace_back(panel.members.panel, attribution, plan, drivers, years, year, experience);
  }
  for (std::size_t year = 0; year < years.size(); ++year) {
    YearLanes& lanes = lanes_[year];
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      lanes.frequency[lane] = static_cast<float>(moved_[year].frequency[lane]);
    lanes.one_frequency = all_equal(lanes.frequency);
  }
}

void DrawnMemberYears::take_share(FitShare const& share, bool laws_known) {
  std::array<bool, lane_count> here;
  for (std::size_t lane = 0; lane < lane_count; ++lane) here[lane] = share.has(trials_[lane], laws_known);
  auto const count = std::count(here.begin(), here.end(), true);
  nobody_ = count == 0;
  if (count < static_cast<std::ptrdiff_t>(lane_count)) drawn_here_ = here;
}

void DrawnMemberYears::enter(Seat const& seat) {
  RosterMember const& member = *seat.member;
  state_.cell = member.cell;
  state_.at = {seed_, member.address, Purpose::claims, 0};
  if (laws_) laws_->enter(member.cell);
  if (seats_.come_and_go()) seats_.enter(seat);
  if (frailty_)
    frailty_->draw(member.address, seats_.come_and_go() ? &seats_.status() : nullptr, seat.joiner);
}

bool DrawnMemberYears::enrol(Seat const& seat, std::size_t year) {
  YearLanes const& lanes = lanes_[year];
  TakenSeats const& taken = seats_.taken(seat, year);
  if (seat.place >= taken.largest) return false;
  state_.year = year;
  state_.at.year = years_[year];
  auto const weight = static_cast<float>(seat.member->months / 12.0 * seat.member->score);
  bool const everywhere = seat.place < taken.smallest && !drawn_here_;
  state_.one_exposure = everywhere && lanes.one_frequency && !frailty_ && !seats_.come_and_go();
  for (std::size_t group = 0; group < state_.exposures.size(); ++group) {
    MeanLanes& exposure = state_.exposures[group];
    for (std::size_t lane = 0; lane < lane_count; ++lane) exposure[lane] = weight * lanes.frequency[lane];
    if (frailty_) {
      MeanLanes const& factor = frailty_->factor(group, year);
      for (std::size_t lane = 0; lane < lane_count; ++lane) exposure[lane] *= factor[lane];
    }
    if (!everywhere)
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        if (seat.place >= taken.seats[lane] || !is_drawn(lane)) exposure[lane] = 0.0f;
  }
  if (seats_.come_and_go()) seats_.apply(seat, year, state_.exposures);
  if (!frailty_) draw_words(state_.at, 0, trials_, lane_count, first_page_);
  state_.first_page = frailty_ ? &frailty_->first_page(year) : &first_page_;
  return true;
}

void DrawnMemberYears::leave(Seat const& seat, std::size_t year, std::vector<Lanes> const& cents) {
  if (seats_.come_and_go()) {
    for (std::size_t attribution = 0; attribution < attributions_.size(); ++attribution)
      count(seat, year, attribution, cents);
    return;
  }
  RosterMember const& member = *seat.member;
  TakenSeats const& taken = seats_.taken(seat, year);
  ExposureClass const exposure = panel_.members.class_of_cell[member.cell];
  bool const everywhere = seat.place < taken.smallest && !drawn_here_;
  Lanes months;
  for (std::size_t lane = 0; !everywhere && lane < lane_count; ++lane)
    months[lane] = seat.place < taken.seats[lane] && is_drawn(lane) ? member.months : 0.0;
  for (std::vector<MemberTallies>& tallies : tallies_)
    tallies[year].add(exposure, member.months, cents, everywhere ? nullptr : &months);
}

/// Those who count for all their months come as one, the others lane by lane, with limits of their own.
void DrawnMemberYears::count(Seat const& seat, std::size_t year, std::size_t attribution,
                             std::vector<Lanes> const& cents) {
  int const full = seat.member->months;
  ExposureClass const exposure = panel_.members.class_of_cell[seat.member->cell];
  MemberTallies& tallies = tallies_[attribution][year];
  counted_ = cents;
  Lanes months;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    int const counted =
        is_drawn(lane) ? seats_.months_counted(seat, year, lane, attributions_[attribution]) : 0;
    months[lane] = counted == full ? full : 0;
    if (counted == full) continue;
    for (Lanes& category : counted_) category[lane] = 0.0;
    if (counted > 0) tallies.add_in_lane(exposure, counted, cents, lane);
  }
  tallies.add(exposure, full, counted_, &months);
}

}  // namespace plimsoll
