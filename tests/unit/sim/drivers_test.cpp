#include "plimsoll/sim/drivers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll {
namespace {

Driver driver(std::string path, double year_correlation = 1.0) {
  return {KeyPath(std::move(path)), NormalLaw{1.0, 0.5}, year_correlation, any_number, Unit::none};
}

YearAxis const three_years{{2023}, {2024, 2025}};

TEST(Drivers, AddingADriverMovesNoOther) {
  DriverLanes const alone(DriverPlan({driver("a")}, {}), three_years, Seed{3}, TrialBlock{5});
  DriverLanes const both(DriverPlan({driver("z"), driver("a")}, {}), three_years, Seed{3}, TrialBlock{5});
  for (std::size_t year = 0; year < 3; ++year) EXPECT_EQ(alone.at(0, year), both.at(1, year));
}

TEST(Drivers, AddingYearsMovesNoOtherYear) {
  DriverPlan const plan({driver("a", 0.6)}, {});
  DriverLanes const short_axis(plan, {{}, {2024}}, Seed{3}, TrialBlock{0});
  DriverLanes const longer(plan, {{2022, 2023}, {2024, 2025}}, Seed{3}, TrialBlock{0});
  EXPECT_EQ(short_axis.at(0, 0), longer.at(0, 2));
}

TEST(Drivers, FullYearCorrelationIsOneValueForAllYears) {
  DriverLanes const lanes(DriverPlan({driver("a", 1.0)}, {}), three_years, Seed{3}, TrialBlock{0});
  EXPECT_EQ(lanes.at(0, 0), lanes.at(0, 2));
  DriverLanes const independent(DriverPlan({driver("a", 0.0)}, {}), three_years, Seed{3}, TrialBlock{0});
  EXPECT_NE(independent.at(0, 0), independent.at(0, 2));
}

TEST(Drivers, ChangingALawKeepsTheRanks) {
  Driver changed = driver("a");
  changed.law = UniformLaw{0.0, 1.0};
  DriverLanes const normal(DriverPlan({driver("a")}, {}), three_years, Seed{3}, TrialBlock{0});
  DriverLanes const uniform(DriverPlan({changed}, {}), three_years, Seed{3}, TrialBlock{0});
  for (std::size_t i = 0; i < lane_count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      ASSERT_EQ(normal.at(0, 0)[i] < normal.at(0, 0)[j], uniform.at(0, 0)[i] < uniform.at(0, 0)[j]);
}

TEST(Drivers, ClipMovesValuesToTheNearerEnd) {
  Driver clipped = driver("a");
  clipped.clip = {0.8, 1.2};
  DriverLanes const lanes(DriverPlan({clipped}, {}), three_years, Seed{3}, TrialBlock{0});
  auto const [low, high] = std::minmax_element(lanes.at(0, 0).begin(), lanes.at(0, 0).end());
  EXPECT_EQ(*low, 0.8);
  EXPECT_EQ(*high, 1.2);
}

TEST(Drivers, ImpossibleCorrelationsAreRepairedWithANotice) {
  std::vector<Driver> const drivers{driver("a"), driver("b"), driver("c")};
  KeyPath const a("a"), b("b"), c("c");
  DriverPlan const repaired(drivers, {{a, b, 0.9}, {b, c, 0.9}, {a, c, -0.9}});
  EXPECT_THAT(repaired.notice(), testing::HasSubstr("cannot hold together"));
  DriverPlan const sound(drivers, {{a, b, 0.5}, {b, c, 0.5}});
  EXPECT_TRUE(sound.notice().empty());
  // Rows of the factor have length one: every driver's score stays standard normal.
  for (std::size_t row = 0; row < 3; ++row) {
    double squares = 0.0;
    for (std::size_t column = 0; column < 3; ++column)
      squares += repaired.factor()[row * 3 + column] * repaired.factor()[row * 3 + column];
    EXPECT_NEAR(squares, 1.0, 1e-12);
  }
}

TEST(Drivers, AFixedQuantityReadsItsYear) {
  DriverLanes const none(DriverPlan{}, three_years, Seed{1}, TrialBlock{0});
  Quantity const by_year(KeyPath("x"), {0.1, 0.2});
  EXPECT_EQ(QuantityLanes(by_year, none, three_years, 0)[0], 0.1) << "base years read the first";
  EXPECT_EQ(QuantityLanes(by_year, none, three_years, 1)[7], 0.1);
  EXPECT_EQ(QuantityLanes(by_year, none, three_years, 2)[7], 0.2);
}

}  // namespace
}  // namespace plimsoll
