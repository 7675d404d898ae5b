#include "plimsoll/models/experience/tally.hpp"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

Tally excess_over(Quantity limit) {
  return {PanelId{0}, Scope::all(), TallyShape::excess, ExposureClass{1}, std::move(limit)};
}

TEST(Tally, EqualTalliesAreKeptOnce) {
  TallyPlan plan;
  TallyId const first = plan.add(excess_over(250'000.0));
  TallyId const other = plan.add(excess_over(300'000.0));
  EXPECT_EQ(plan.add(excess_over(250'000.0)), first);
  EXPECT_NE(first, other);
  EXPECT_EQ(plan.tallies().size(), 2u);
}

TEST(Tally, EveryPartTellsTalliesApart) {
  Tally const base = excess_over(250'000.0);
  EXPECT_EQ(base, base);
  Tally other = base;
  other.panel = PanelId{1};
  EXPECT_FALSE(other == base);
  other = base;
  other.scope = Scope::of(2);
  EXPECT_FALSE(other == base);
  other = base;
  other.shape = TallyShape::over;
  EXPECT_FALSE(other == base);
  other = base;
  other.exposure.reset();
  EXPECT_FALSE(other == base);
  other = base;
  other.limit.reset();
  EXPECT_FALSE(other == base);
  other = base;
  other.basis = LimitBasis::policy_year;
  EXPECT_FALSE(other == base);
}

TEST(Tally, FixedLimitsAreEqualByValueInEveryYearWhateverTheirPath) {
  Quantity const named{KeyPath{"contract.a.cap"}, {250'000.0}}, same{KeyPath{"contract.b.cap"}, {250'000.0}};
  Quantity const rising{KeyPath{"contract.a.cap"}, {250'000.0, 260'000.0}};
  EXPECT_EQ(excess_over(named), excess_over(same));
  EXPECT_FALSE(excess_over(named) == excess_over(rising));
}

TEST(Tally, DrawnLimitsAreEqualByPath) {
  auto const drawn = [](char const* path) {
    return excess_over(
        Quantity{Driver{.path = KeyPath{path}, .law = NormalLaw{250'000.0, 10'000.0}, .clip = {}}});
  };
  EXPECT_EQ(drawn("contract.a.cap"), drawn("contract.a.cap"));
  EXPECT_FALSE(drawn("contract.a.cap") == drawn("contract.b.cap"));
  EXPECT_FALSE(drawn("contract.a.cap") == excess_over(250'000.0));
}

TEST(Scope, IsASetOfCategories) {
  Scope const both = Scope::of(0) | Scope::of(5);
  EXPECT_TRUE(both.includes(0));
  EXPECT_TRUE(both.includes(5));
  EXPECT_FALSE(both.includes(1));
  EXPECT_FALSE(both.is_all());
  EXPECT_TRUE(Scope::all().includes(63));
  for (std::size_t category : {0, 5, 62}) EXPECT_FALSE(Scope::none().includes(category));
}

}  // namespace
}  // namespace plimsoll
