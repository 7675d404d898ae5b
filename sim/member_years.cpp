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
      order_(panel.members.roster->members.size()),
      first_pages_(panel.frailty ? years.size() : 0),
      factors_(panel.frailty ? years.size() : 0) {
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

void DrawnMemberYears::enter(std::uint32_t index) {
  RosterMember const& member = panel_.members.roster->members[index];
  state_.cell = member.cell;
  state_.at = {seed_, member.address, Purpose::claims, 0};
  if (panel_.frailty) draw_frailty(member);
}

/// Scores follow a stationary first-order autoregression that starts in the first performance year and runs
/// both ways, so adding a year moves no other.
void DrawnMemberYears::draw_frailty(RosterMember const& member) {
  auto const phi = static_cast<float>(panel_.members.frailty->year_correlation);
  float const fresh = std::sqrt(1.0f - phi * phi);
  std::vector<MeanLanes>& scores = factors_;
  for (std::size_t year = 0; year < moved_.size(); ++year) {
    WordAddress const at{seed_, member.address, Purpose::claims, years_[year]};
    draw_words(at, 0, trials_, lane_count, first_pages_[year]);
    draw_scores(*panel_.frailty, first_pages_[year][0], scores[year]);
  }
  auto const step = [&](std::size_t from, std::size_t to) {
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      scores[to][lane] = phi * scores[from][lane] + fresh * scores[to][lane];
  };
  std::size_t const first = years_.base.size();
  for (std::size_t year = first + 1; year < moved_.size(); ++year) step(year - 1, year);
  for (std::size_t year = first; year-- > 0;) step(year + 1, year);
  for (MeanLanes& lanes : factors_) frailty_factors(*panel_.frailty, lanes, lanes);
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
  state_.one_exposure = everywhere && lanes.one_frequency && !panel_.frailty;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    state_.exposure[lane] = weight * lanes.frequency[lane];
  if (panel_.frailty)
    for (std::size_t lane = 0; lane < lane_count; ++lane) state_.exposure[lane] *= factors_[year][lane];
  if (!everywhere)
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      if (place >= lanes.size[lane]) state_.exposure[lane] = 0.0f;
  if (panel_.frailty)
    state_.first_page = first_pages_[year];
  else
    draw_words(state_.at, 0, trials_, lane_count, state_.first_page);
  return true;
}

void DrawnMemberYears::leave(std::uint32_t index, std::size_t year, std::vector<Lanes> const& cents) {
  RosterMember const& member = panel_.members.roster->members[index];
  YearLanes const& lanes = lanes_[year];
  auto const place = static_cast<double>(index);
  ExposureClass const exposure = panel_.members.class_of_cell[member.cell];
  if (place < lanes.smallest) {
    tallies_[year].add(exposure, member.months, cents);
    return;
  }
  Lanes months;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    months[lane] = place < lanes.size[lane] ? member.months : 0.0;
  tallies_[year].add(exposure, member.months, cents, &months);
}

}  // namespace plimsoll
