#include "plimsoll/models/experience/experience.hpp"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

TEST(Experience, StartsAtZeroAndKeepsEveryTallyAndYearApart) {
  Experience experience{2, 3};
  EXPECT_EQ(experience.years(), 3u);
  double next = 1.0;
  for (std::uint32_t tally = 0; tally < 2; ++tally)
    for (std::size_t year = 0; year < 3; ++year) {
      for (double value : experience.at(TallyId{tally}, year)) EXPECT_EQ(value, 0.0);
      experience.at(TallyId{tally}, year).fill(next++);
    }
  double expected = 1.0;
  for (std::uint32_t tally = 0; tally < 2; ++tally)
    for (std::size_t year = 0; year < 3; ++year)
      EXPECT_EQ(experience.at(TallyId{tally}, year)[255], expected++);
}

}  // namespace
}  // namespace plimsoll
