#include "plimsoll/models/population/risk_cell.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using testing::ElementsAre;

TEST(RiskCell, NamesItself) {
  EXPECT_EQ((RiskCell{"aged_nondual", "65-74", "low"}.name()), "aged_nondual/65-74/low");
  EXPECT_EQ(RiskCell{}.name(), "*/*/*");
}

TEST(RiskCell, ParentsWidenFromRiskToEnrolment) {
  EXPECT_THAT((RiskCell{"e", "a", "r"}.parents()),
              ElementsAre(RiskCell{"e", "a", "*"}, RiskCell{"e", "*", "*"}, RiskCell{"*", "*", "*"}));
  EXPECT_THAT((RiskCell{"e", "a", "*"}.parents()),
              ElementsAre(RiskCell{"e", "*", "*"}, RiskCell{"*", "*", "*"}));
  EXPECT_THAT((RiskCell{"e", "*", "r"}.parents()),
              ElementsAre(RiskCell{"e", "*", "*"}, RiskCell{"*", "*", "*"}));
  EXPECT_THAT((RiskCell{"*", "a", "*"}.parents()), ElementsAre(RiskCell{"*", "*", "*"}));
  EXPECT_TRUE(RiskCell{}.parents().empty());
}

TEST(Bands, AreNamedByTheirEdges) {
  EXPECT_THAT(band_names({0, 65, 75}), ElementsAre("0-64", "65-74", "75+"));
  EXPECT_THAT(band_names({0, 1, 3, 6}), ElementsAre("0", "1-2", "3-5", "6+"));
  EXPECT_THAT(band_names({0, 0.8, 1.2}), ElementsAre("0-0.8", "0.8-1.2", "1.2+"));
  EXPECT_THAT(band_names({0}), ElementsAre("0+"));
}

TEST(Bands, HoldTheirLowerEdge) {
  std::vector<double> const edges{18, 65, 75};
  EXPECT_EQ(find_band(edges, 18), 0U);
  EXPECT_EQ(find_band(edges, 64.99), 0U);
  EXPECT_EQ(find_band(edges, 65), 1U);
  EXPECT_EQ(find_band(edges, 1000), 2U);
  EXPECT_EQ(find_band(edges, 17.99), std::nullopt);
  EXPECT_EQ(find_band(edges, std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

TEST(Bands, RefuseEdgesOutOfOrder) {
  EXPECT_FALSE(are_band_edges({}));
  EXPECT_FALSE(are_band_edges({-1, 5}));
  EXPECT_FALSE(are_band_edges({0, 5, 5}));
  EXPECT_FALSE(are_band_edges({0, std::numeric_limits<double>::infinity()}));
  EXPECT_FALSE(are_band_edges({0, std::numeric_limits<double>::quiet_NaN(), 5}));
  EXPECT_TRUE(are_band_edges({0, 5, 6}));
  EXPECT_THROW(band_names({0, 5, 5}), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
