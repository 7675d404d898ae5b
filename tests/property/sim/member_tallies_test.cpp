// A member counted lane by lane is the member counted at once.
#include "member_tallies.hpp"

#include <gtest/gtest.h>

#include "plimsoll/core/word_lanes.hpp"

namespace plimsoll {
namespace {

YearAxis const years{{}, {2026}};
constexpr std::size_t categories = 3;
Driver const limit_driver{KeyPath("limit"), NormalLaw{5'000.0, 500.0}, 0.0, {}, Unit::dollars};

TallyPlan some_plan(std::vector<TallyId>& ids) {
  TallyPlan plan;
  auto const add = [&](Scope scope, TallyShape shape, std::optional<Quantity> limit, LimitBasis basis) {
    ids.push_back(plan.add({PanelId{}, scope, shape, {}, std::move(limit), basis}));
  };
  LimitBasis const annual = LimitBasis::annualised, policy = LimitBasis::policy_year;
  add(Scope::all(), TallyShape::member_months, {}, annual);
  add(Scope::all(), TallyShape::amount, {}, annual);
  add(Scope::of(1), TallyShape::amount, {}, annual);
  add(Scope::of(0) | Scope::of(2), TallyShape::amount, {}, annual);
  for (double limit : {3'000.0, 9'000.0}) {
    add(Scope::all(), TallyShape::excess, Quantity(limit), annual);
    add(Scope::of(1), TallyShape::excess, Quantity(limit), policy);
    add(Scope::all(), TallyShape::over, Quantity(limit), annual);
    add(Scope::of(0) | Scope::of(2), TallyShape::months_over, Quantity(limit), annual);
  }
  add(Scope::all(), TallyShape::excess, Quantity(limit_driver), annual);
  return plan;
}

std::vector<Lanes> some_cents(std::uint32_t page) {
  WordLanes words;
  draw_words({Seed{9}, {3}, Purpose::claims, 2026}, page, trials_of(TrialBlock{0}), lane_count, words);
  std::vector<Lanes> cents(categories);
  for (std::size_t category = 0; category < categories; ++category)
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      cents[category][lane] = words[category][lane] % 3 == 0 ? 0.0 : words[category][lane] % 1'000'000;
  return cents;
}

TEST(MemberTallies, LaneByLaneIsAtOnce) {
  std::vector<TallyId> ids;
  TallyPlan const plan = some_plan(ids);
  DriverPlan const drivers({limit_driver}, {});
  DriverLanes const lanes(drivers, years, Seed{9}, TrialBlock{0});
  Experience at_once(plan.tallies().size(), 1), by_lane(plan.tallies().size(), 1);
  MemberTallies whole(PanelId{}, Attribution::prospective, plan, lanes, years, 0, at_once);
  MemberTallies single(PanelId{}, Attribution::prospective, plan, lanes, years, 0, by_lane);
  for (int months = 1; months <= 12; ++months) {
    std::vector<Lanes> const cents = some_cents(static_cast<std::uint32_t>(months));
    whole.add(ExposureClass{}, months, cents);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      single.add_in_lane(ExposureClass{}, months, cents, lane);
  }
  for (TallyId id : ids) {
    ASSERT_EQ(at_once.at(id, 0), by_lane.at(id, 0));
    ASSERT_NE(at_once.at(id, 0), Lanes{}) << "every tally holds something";
  }
}

TEST(MemberTallies, OtherAttributionsAreLeftAlone) {
  std::vector<TallyId> ids;
  TallyPlan const plan = some_plan(ids);
  DriverPlan const drivers({limit_driver}, {});
  DriverLanes const lanes(drivers, years, Seed{9}, TrialBlock{0});
  Experience experience(plan.tallies().size(), 1);
  MemberTallies tallies(PanelId{}, Attribution::retrospective, plan, lanes, years, 0, experience);
  tallies.add(ExposureClass{}, 12, some_cents(0));
  for (TallyId id : ids) EXPECT_EQ(experience.at(id, 0), Lanes{});
}

}  // namespace
}  // namespace plimsoll
