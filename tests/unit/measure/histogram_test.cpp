#include "plimsoll/models/measure/histogram.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

TEST(Histogram, AtomsStandApartFromBins) {
  std::vector<double> values(240, 0.0);
  values.insert(values.end(), 200, -300.0);
  for (int i = 0; i < 560; ++i) values.push_back(-200.0 + 0.25 * i);
  Histogram const shape = histogram_of(values, nullptr, 10);
  EXPECT_EQ(shape.atoms, (std::vector<Atom>{{-300.0, 0.2}, {0.0, 0.24}}));
  EXPECT_EQ(shape.low, -200.0);
  EXPECT_EQ(shape.high, -60.25);
  ASSERT_EQ(shape.share.size(), 10u);
  EXPECT_NEAR(std::accumulate(shape.share.begin(), shape.share.end(), 0.0), 0.56, 1e-12);
  EXPECT_NEAR(shape.share.front(), 0.056, 1e-12);
}

TEST(Histogram, OneValueIsOneAtom) {
  Histogram const shape = histogram_of(std::vector<double>(7, 4.0), nullptr, 5);
  EXPECT_EQ(shape.atoms, (std::vector<Atom>{{4.0, 1.0}}));
  EXPECT_TRUE(shape.share.empty());
  EXPECT_THROW(histogram_of({}, nullptr, 5), BrokenPromise);
}

TEST(Histogram, AFewTrialsAreNoAtoms) {
  Histogram const shape = histogram_of(std::vector<double>{1.0, 2.0, 3.0}, nullptr, 2);
  EXPECT_TRUE(shape.atoms.empty());
  EXPECT_EQ(shape.share.size(), 2u);
}

TEST(Exceedance, IsTheShareAboveEachValue) {
  std::vector<double> values;
  for (int i = 1; i <= 1000; ++i) values.push_back(i);
  auto const curve = exceedance(values, nullptr, 50);
  EXPECT_LE(curve.size(), 51u);
  EXPECT_EQ(curve.front().first, 1.0);
  EXPECT_EQ(curve.back(), (std::pair{1000.0, 0.0}));
  for (auto const& [value, chance] : curve) EXPECT_NEAR(chance, 1.0 - value / 1000.0, 1e-9);
  double const first_step = curve[1].first - curve[0].first;
  double const last_step = curve[curve.size() - 1].first - curve[curve.size() - 2].first;
  EXPECT_LT(last_step, first_step) << "finer towards the tail";
}

}  // namespace
}  // namespace plimsoll
