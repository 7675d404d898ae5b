#include "plimsoll/sim/selection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

double sum(std::vector<double> const& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(InclusionChances, AreInProportion) {
  std::vector<double> const chances = inclusion_chances({1.0, 2.0, 0.0, 5.0}, 0.8);
  EXPECT_EQ(chances, (std::vector<double>{0.1, 0.2, 0.0, 0.5}));
}

TEST(InclusionChances, StopAtCertainty) {
  std::vector<double> const chances = inclusion_chances({1.0, 1.0, 2.0, 100.0, 9.0}, 3.0);
  EXPECT_EQ(chances[3], 1.0);
  EXPECT_EQ(chances[4], 1.0) << "certain once the first takes no more than its one";
  EXPECT_NEAR(chances[0], 0.25, 1e-15);
  EXPECT_NEAR(chances[2], 0.50, 1e-15);
  EXPECT_NEAR(sum(chances), 3.0, 1e-14);
  EXPECT_EQ(inclusion_chances({1.0, 0.0, 2.0}, 5.0), (std::vector<double>{1.0, 0.0, 1.0}))
      << "no more than there are";
  EXPECT_THROW(inclusion_chances({1.0, -1.0}, 1.0), BrokenPromise);
}

TEST(Choose, EachByItsOwnChance) {
  std::vector<double> chances;
  for (int i = 0; i < 200'000; ++i) chances.push_back(i % 4 * 0.25);
  std::vector<std::uint32_t> const chosen = choose(chances, Seed{5});
  std::array<double, 4> counts{};
  for (std::uint32_t i : chosen) counts[i % 4] += 1.0;
  EXPECT_EQ(counts[0], 0.0);
  for (std::size_t k = 1; k < 4; ++k) {
    double const p = 0.25 * static_cast<double>(k);
    EXPECT_NEAR(counts[k], 50'000 * p, 4.9 * std::sqrt(50'000 * p * (1.0 - p)));
  }
  EXPECT_EQ(choose(chances, Seed{5}), chosen);
  EXPECT_NE(choose(chances, Seed{6}), chosen);
  // Another chance for one moves no other.
  chances[3] = 0.0;
  std::vector<std::uint32_t> without = choose(chances, Seed{5});
  std::vector<std::uint32_t> expected = chosen;
  std::erase(expected, 3u);
  EXPECT_EQ(without, expected);
}

}  // namespace
}  // namespace plimsoll
