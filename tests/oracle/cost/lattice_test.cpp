#include "plimsoll/models/cost/lattice.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {
namespace {

double sum(std::vector<double> const& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double mean_of(Lattice const& lattice) {
  double mean = 0.0;
  for (std::size_t j = 0; j < lattice.mass.size(); ++j)
    mean += lattice.step * static_cast<double>(j) * lattice.mass[j];
  return mean;
}

std::vector<SeverityLaw> laws() {
  return {LognormalSeverity{6.0, 1.6}, GammaSeverity{0.9, 155.0}, GammaSeverity{20.0, 500.0},
          LognormalParetoSeverity{9.2, 0.94, 100'000.0, 2.2}};
}

TEST(Lattice, HoldsAllChances) {
  for (SeverityLaw const& law : laws())
    for (Rounding rounding : {Rounding::central, Rounding::keep_means}) {
      Lattice const lattice = discretise(law, 10.0, 1 << 14, rounding);
      EXPECT_NEAR(sum(lattice.mass) + lattice.beyond, 1.0, 1e-9) << family_of(law);
    }
}

// The lattice's E[min(X, t)] is that of the law at its own points: the split keeps every limited mean.
TEST(Lattice, KeepsLimitedMeans) {
  for (SeverityLaw const& law : laws()) {
    Lattice const lattice = discretise(law, 10.0, 1 << 14, Rounding::keep_means);
    double const last = 10.0 * ((1 << 14) - 1);
    EXPECT_NEAR((mean_of(lattice) + lattice.beyond * last) / limited_mean(law, last), 1.0, 1e-9)
        << family_of(law);
  }
}

// Nearest rounding moves a mean by the midpoint rule's second-order error; the split does not. What the
// test above can see.
TEST(Lattice, CentralRoundingMovesTheMeanOfASmallLaw) {
  GammaSeverity const law{0.9, 15.0};
  EXPECT_GT(std::abs(mean_of(discretise(law, 10.0, 1 << 10, Rounding::central)) / 13.5 - 1.0), 1e-3);
  EXPECT_NEAR(mean_of(discretise(law, 10.0, 1 << 10, Rounding::keep_means)) / 13.5, 1.0, 1e-12);
}

TEST(Lattice, FarTailKeepsItsDigits) {
  LognormalSeverity const law{0.0, 1.0};
  Lattice const lattice = discretise(law, 1.0, 1 << 12, Rounding::central);
  std::size_t const j = 4000;  // chance about 1e-17 of one point: lost by a difference of two numbers near 1
  double const expected = std::exp(log_density(law, 4000.0));
  EXPECT_NEAR(lattice.mass[j] / expected, 1.0, 1e-5);
}

TEST(Transform, GoesThereAndBack) {
  std::vector<double> values(1 << 10);
  for (std::size_t j = 0; j < values.size(); ++j) values[j] = std::exp(-0.01 * static_cast<double>(j));
  for (double tilt : {0.0, 20.0 / 1024.0}) {
    std::vector<double> const back = invert(transform(values, tilt), values.size(), tilt);
    for (std::size_t j = 0; j < values.size(); ++j) ASSERT_NEAR(back[j], values[j], 1e-6);
  }
  EXPECT_NEAR(transform(values)[0].real(), sum(values), 1e-9);
}

// Sums of two uniforms on 0..n-1 reach 2n-2: untilted they fold back whole, tilted by exp(-20).
TEST(Transform, TiltKeepsOutWhatFoldsBack) {
  constexpr std::size_t n = 1 << 8;
  std::vector<double> const uniform(n, 1.0 / n);
  auto const sum_of_two = [&](double tilt) {
    Spectrum spectrum = transform(uniform, tilt);
    for (auto& value : spectrum) value *= value;
    return invert(spectrum, n, tilt);
  };
  EXPECT_NEAR(sum_of_two(20.0 / n)[0], 1.0 / (n * n), 1e-11);
  EXPECT_NEAR(sum_of_two(0.0)[0], 1.0 / n, 1e-11);
}

}  // namespace
}  // namespace plimsoll
