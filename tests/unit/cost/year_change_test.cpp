// Two years of members: who came and went, what moved the cost, layers, the dearest, and no small group
// alone.
#include "plimsoll/models/cost/year_change.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace plimsoll {
namespace {

struct Member {
  std::string key;
  std::uint8_t months;
  std::vector<double> costs;
};

MemberYears year_of(std::vector<Member> const& members) {
  MemberYears years;
  years.cells = {RiskCell{}};
  for (std::size_t c = 0; c < members.front().costs.size(); ++c)
    years.categories.push_back("c" + std::to_string(c));
  for (Member const& member : members) {
    years.rows.push_back({member.key, 0, member.months, 1.0});
    years.costs.insert(years.costs.end(), member.costs.begin(), member.costs.end());
  }
  return years;
}

/// `count` members whose keys begin with a prefix, each of the same costs.
void add(std::vector<Member>& members, std::string const& prefix, int count,
         std::vector<double> const& costs) {
  for (int i = 0; i < count; ++i) members.push_back({prefix + std::to_string(i), 12, costs});
}

TEST(MemberChange, TellsStayersJoinersAndLeaversByKey) {
  MemberYears const before = year_of({{"a", 12, {100.0}}, {"b", 12, {300.0}}, {"c", 6, {50.0}}});
  MemberYears const now = year_of({{"b", 12, {400.0}}, {"a", 12, {120.0}}, {"d", 3, {90.0}}});
  MemberChange const change = member_change(before, now);
  EXPECT_EQ(change.stayers_before.cost, 400.0);
  EXPECT_EQ(change.stayers_now.cost, 520.0);
  EXPECT_EQ(change.leavers.months, 6);
  EXPECT_EQ(change.joiners.members, 1);
  EXPECT_EQ(change.now().cost - change.before().cost, 160.0);
}

TEST(CostChange, PartsAreTheirFormulasAndAddUp) {
  MemberChange change;
  change.stayers_before = {100, 1200, 120'000.0};
  change.leavers = {20, 200, 40'000.0};
  change.stayers_now = {100, 1200, 132'000.0};
  change.joiners = {10, 100, 8'000.0};
  CostChange const parts = cost_change(change);
  double const before = 160'000.0 / 1400.0, now = 140'000.0 / 1300.0;
  EXPECT_NEAR(parts.members, -100.0 * before, 1e-6);
  EXPECT_NEAR(parts.stayers, 1300.0 * 10.0, 1e-6);
  EXPECT_NEAR(parts.joiners, 1300.0 * (now - 110.0), 1e-6);
  EXPECT_NEAR(parts.leavers, -1300.0 * (before - 100.0), 1e-6);
  EXPECT_NEAR(parts.total(), 140'000.0 - 160'000.0, 1e-6);
}

TEST(CostChange, WithoutStayersAllThatIsNotMembersIsJoiners) {
  MemberChange change;
  change.leavers = {10, 120, 1'200.0};
  change.joiners = {10, 120, 2'400.0};
  CostChange const parts = cost_change(change);
  EXPECT_EQ(parts.stayers, 0.0);
  EXPECT_DOUBLE_EQ(parts.joiners, 1'200.0);
  EXPECT_DOUBLE_EQ(parts.total(), 1'200.0);
}

std::vector<Member> with_groups(int few, double factor) {
  std::vector<Member> members;
  add(members, "x", 40, {100.0 * factor, 0.0, 0.0, 10.0});
  add(members, "y", 15, {0.0, 200.0, 0.0, 10.0});
  add(members, "z", few, {0.0, 0.0, 900.0, 10.0});
  return members;
}

TEST(CategoryGaps, AreActualLessLastYearsPmpmWithTrend) {
  MemberYears const before = year_of(with_groups(12, 1.0)), now = year_of(with_groups(12, 1.5));
  std::vector<CategoryGap> const gaps = category_gaps(before, now, 0.10);
  ASSERT_EQ(gaps.size(), 4u);
  EXPECT_EQ(gaps.front().categories, std::vector<std::size_t>{0}) << "the largest first";
  EXPECT_NEAR(gaps.front().gap(), 6'000.0 - 1.1 * 4'000.0, 1e-6);
  double sum = 0.0;
  for (CategoryGap const& gap : gaps) sum += gap.gap();
  EXPECT_NEAR(sum, (6'000.0 + 3'000.0 + 10'800.0 + 670.0) - 1.1 * (4'000.0 + 3'000.0 + 10'800.0 + 670.0),
              1e-6);
}

TEST(CategoryGaps, FewMembersNeverStandAlone) {
  MemberYears const before = year_of(with_groups(3, 1.0)), now = year_of(with_groups(12, 1.0));
  auto const rest_of = [&](Pooling const& pooling) {
    return category_gaps(before, now, 0.0, pooling).back().categories;
  };
  EXPECT_EQ(rest_of({11, {}}), (std::vector<std::size_t>{2, 1})) << "with the next larger";
  EXPECT_EQ(rest_of({11, 3}), (std::vector<std::size_t>{2, 3})) << "with all other";
  EXPECT_EQ(category_gaps(before, now, 0.0, {0, {}}).size(), 4u);
  for (Pooling const& pooling : {Pooling{11, {}}, Pooling{11, 3}})
    for (CategoryGap const& gap : category_gaps(before, now, 0.0, pooling)) {
      EXPECT_TRUE(gap.members_before == 0 || gap.members_before > 10);
      EXPECT_TRUE(gap.members_now == 0 || gap.members_now > 10);
    }
}

TEST(CostLayers, CutEveryMembersCostAndAddUp) {
  MemberYears const years =
      year_of({{"a", 12, {0.0}}, {"b", 12, {30.0}}, {"c", 12, {250.0}}, {"d", 12, {100.0}}});
  double const limits[] = {50.0, 100.0};
  std::vector<CostLayer> const layers = cost_layers(years, limits);
  ASSERT_EQ(layers.size(), 3u);
  EXPECT_EQ(layers[0].cost, 30.0 + 50.0 + 50.0);
  EXPECT_EQ(layers[1].cost, 50.0 + 50.0);
  EXPECT_EQ(layers[2].cost, 150.0);
  EXPECT_EQ(layers[0].members_within, 2);
  EXPECT_EQ(layers[1].members_within, 1) << "a limit belongs to the layer below it";
  EXPECT_EQ(layers[2].members_cost, 250.0);
}

TEST(CostLayers, AreJoinedUntilEnoughStandInEach) {
  std::vector<Member> members;
  add(members, "low", 100, {10.0});
  add(members, "mid", 12, {60.0});
  add(members, "high", 5, {200.0});
  add(members, "top", 2, {900.0});
  double const limits[] = {50.0, 100.0, 500.0};
  std::vector<CostLayer> const layers = cost_layers(year_of(members), limits, 11);
  ASSERT_EQ(layers.size(), 2u);
  EXPECT_EQ(layers[1].members_within, 19);
  EXPECT_EQ(layers[1].from, 50.0);
  EXPECT_EQ(layers[0].cost + layers[1].cost, 1'000.0 + 720.0 + 1'000.0 + 1'800.0);
}

TEST(TopMembers, AreTheDearestAndTheirStayIsCounted) {
  MemberYears const before =
      year_of({{"a", 12, {5.0}}, {"b", 12, {9.0}}, {"c", 12, {7.0}}, {"d", 12, {1.0}}});
  MemberYears const now = year_of({{"b", 12, {2.0}}, {"c", 12, {8.0}}, {"e", 12, {9.0}}, {"f", 12, {1.0}}});
  TopMembers const was = top_members(before, 0.5), is = top_members(now, 0.5);
  EXPECT_EQ(was.top.cost, 16.0);
  EXPECT_EQ(is.others.cost, 3.0);
  Staying const stay = staying(before, was.rows, now, is.rows);
  EXPECT_EQ(stay.covered, 2);
  EXPECT_EQ(stay.still, 1);
  EXPECT_EQ(top_members(before, 0.01).top.members, 1) << "at least one";
}

}  // namespace
}  // namespace plimsoll
