#include "member_years.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plimsoll/core/errors.hpp"

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
      lanes_(years.size()),
      order_(panel.members.roster->members.size()) {
  if (panel.frailty) frailty_.emplace(*panel.frailty, years, seed, trials_);
  if (panel.members.parameters && drivers.parameters()) {
    laws_.emplace(*panel.members.parameters, *drivers.parameters(), moved_);
    state_.laws = &*laws_;
  }
  take_share(panel.members.share, drivers.parameters() == nullptr);
  state_.exposures.resize(panel.frailty ? panel.frailty->groups.groups.size() : 1);
  std::vector<RosterMember> const& members = panel.members.roster->members;
  for (std::size_t year = 0; year < years.size(); ++year) {
    tallies_.emplace_back(panel.members.panel, plan, drivers, years, year, experience);
    YearLanes& lanes = lanes_[year];
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      lanes.size[lane] = std::round(panel.members.base_members * moved_[year].roster_share[lane]);
      lanes.frequency[lane] = static_cast<float>(moved_[year].frequency[lane]);
    }
    auto const [least, most] = std::minmax_element(lanes.size.begin(), lanes.size.end());
    lanes.smallest = *least;
    lanes.largest = *most;
    lanes.one_frequency = all_equal(lanes.frequency);
    PLIMSOLL_EXPECT(lanes.largest <= static_cast<double>(members.size()));
  }
  std::iota(order_.begin(), order_.end(), 0u);
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return members[a].cell < members[b].cell; });
}

void DrawnMemberYears::take_share(FitShare const& share, bool laws_known) {
  std::array<bool, lane_count> here;
  for (std::size_t lane = 0; lane < lane_count; ++lane) here[lane] = share.has(trials_[lane], laws_known);
  auto const count = std::count(here.begin(), here.end(), true);
  nobody_ = count == 0;
  if (count < static_cast<std::ptrdiff_t>(lane_count)) drawn_here_ = here;
}

void DrawnMemberYears::enter(std::uint32_t index) {
  RosterMember const& member = panel_.members.roster->members[index];
  state_.cell = member.cell;
  state_.at = {seed_, member.address, Purpose::claims, 0};
  if (laws_) laws_->enter(member.cell);
  if (frailty_) frailty_->draw(member.address);
}

bool DrawnMemberYears::enrol(std::uint32_t index, std::size_t year) {
  YearLanes const& lanes = lanes_[year];
  auto const place = static_cast<double>(index);
  if (place >= lanes.largest) return false;
  RosterMember const& member = panel_.members.roster->members[index];
  state_.year = year;
  state_.at.year = years_[year];
  auto const weight = static_cast<float>(member.months / 12.0 * member.score);
  bool const everywhere = place < lanes.smallest;
  state_.one_exposure = everywhere && lanes.one_frequency && !frailty_ && !drawn_here_;
  for (std::size_t group = 0; group < state_.exposures.size(); ++group) {
    MeanLanes& exposure = state_.exposures[group];
    for (std::size_t lane = 0; lane < lane_count; ++lane) exposure[lane] = weight * lanes.frequency[lane];
    if (frailty_) {
      MeanLanes const& factor = frailty_->factor(group, year);
      for (std::size_t lane = 0; lane < lane_count; ++lane) exposure[lane] *= factor[lane];
    }
    if (!everywhere)
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        if (place >= lanes.size[lane]) exposure[lane] = 0.0f;
    if (drawn_here_)
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        if (!(*drawn_here_)[lane]) exposure[lane] = 0.0f;
  }
  if (frailty_)
    state_.first_page = frailty_->first_page(year);
  else
    draw_words(state_.at, 0, trials_, lane_count, state_.first_page);
  return true;
}

void DrawnMemberYears::leave(std::uint32_t index, std::size_t year, std::vector<Lanes> const& cents) {
  RosterMember const& member = panel_.members.roster->members[index];
  YearLanes const& lanes = lanes_[year];
  auto const place = static_cast<double>(index);
  ExposureClass const exposure = panel_.members.class_of_cell[member.cell];
  if (place < lanes.smallest && !drawn_here_) {
    tallies_[year].add(exposure, member.months, cents);
    return;
  }
  Lanes months;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    months[lane] = place < lanes.size[lane] && (!drawn_here_ || (*drawn_here_)[lane]) ? member.months : 0.0;
  tallies_[year].add(exposure, member.months, cents, &months);
}

}  // namespace plimsoll
