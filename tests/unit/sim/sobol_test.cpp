#include "plimsoll/sim/sobol.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/drivers.hpp"

namespace plimsoll {
namespace {

constexpr Seed seed{11};

/// Trial that holds point `index` of a replicate.
std::uint32_t trial_of(std::uint32_t replicate, std::uint32_t index) {
  constexpr std::uint32_t lanes = lane_count;
  return (index / lanes * sobol_replicates + replicate) * lanes + index % lanes;
}

TEST(ScrambledSobol, ReplicatesTakeTurnsBlockByBlock) {
  EXPECT_EQ(sobol_replicate(0), 0u);
  EXPECT_EQ(sobol_replicate(255), 0u);
  EXPECT_EQ(sobol_replicate(256), 1u);
  EXPECT_EQ(sobol_replicate(16 * 256), 0u);
  for (std::uint32_t index : {0u, 300u, 70'000u}) EXPECT_EQ(sobol_replicate(trial_of(5, index)), 5u);
}

// Scrambling keeps what makes it a net: of 2^k points one lies in each of 2^k equal parts, along every axis.
TEST(ScrambledSobol, EveryAxisIsStratified) {
  ScrambledSobol const points(seed, 40);
  for (std::uint32_t replicate : {0u, 3u, 15u})
    for (std::size_t axis = 0; axis < points.dimensions(); ++axis)
      for (std::uint32_t count : {256u, 1024u}) {
        std::set<int> parts;
        for (std::uint32_t i = 0; i < count; ++i)
          parts.insert(static_cast<int>(points.at(trial_of(replicate, i), axis) * count));
        ASSERT_EQ(parts.size(), count) << replicate << " " << axis;
      }
}

// The first two axes are a (0, 2)-sequence: one of 256 points in every box of 2^-a by 2^(a-8).
TEST(ScrambledSobol, FirstTwoAxesFillEveryBox) {
  ScrambledSobol const points(seed, 2);
  for (int a = 0; a <= 8; ++a) {
    std::set<std::pair<int, int>> boxes;
    for (std::uint32_t i = 0; i < 256; ++i)
      boxes.insert({static_cast<int>(points.at(trial_of(2, i), 0) * (1 << a)),
                    static_cast<int>(points.at(trial_of(2, i), 1) * (1 << (8 - a)))});
    EXPECT_EQ(boxes.size(), 256u) << a;
  }
}

// Each point alone is uniform over scrambles: means of one point over seeds, against their own error.
TEST(ScrambledSobol, APointIsUniformOverScrambles) {
  constexpr int seeds = 4'000;
  for (std::uint32_t trial : {0u, 1u, 77u}) {
    double sum = 0.0, product = 0.0;
    for (std::uint64_t i = 0; i < seeds; ++i) {
      ScrambledSobol const points(Seed{i}, 2);
      double const u = points.at(trial, 0) - 0.5, v = points.at(trial, 1) - 0.5;
      sum += u;
      product += u * v;
    }
    EXPECT_NEAR(sum / seeds, 0.0, 4.9 * std::sqrt(1.0 / 12.0 / seeds));
    EXPECT_NEAR(product / seeds, 0.0, 4.9 / 12.0 / std::sqrt(double(seeds)));
  }
}

TEST(ScrambledSobol, SeedsAndReplicatesDiffer) {
  ScrambledSobol const a(Seed{1}, 3), b(Seed{2}, 3);
  EXPECT_NE(a.at(9, 1), b.at(9, 1));
  EXPECT_NE(a.at(trial_of(0, 9), 1), a.at(trial_of(1, 9), 1));
  EXPECT_EQ(a.at(9, 1), ScrambledSobol(Seed{1}, 3).at(9, 1));
  EXPECT_THROW(ScrambledSobol(Seed{1}, 0), BrokenPromise);
}

TEST(SobolScores, AreTurnedAndKeepTheirLengths) {
  std::vector<double> const direction{0.0, 3.0, -4.0};
  SobolScores const plain(seed, 3), turned(seed, 3, direction);
  std::vector<Lanes> const a = plain(TrialBlock{7}), b = turned(TrialBlock{7});
  double worst_first = 0.0;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    double before = 0.0, after = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
      before += a[i][lane] * a[i][lane];
      after += b[i][lane] * b[i][lane];
    }
    EXPECT_NEAR(before, after, 1e-12 * before);
    // What lies along the direction is the first coordinate, up to its sign.
    double const along = 0.6 * b[1][lane] - 0.8 * b[2][lane];
    worst_first = std::max(worst_first, std::abs(std::abs(along) - std::abs(a[0][lane])));
  }
  EXPECT_LT(worst_first, 1e-12);
}

Driver driver(std::string path, double year_correlation) {
  return {KeyPath(std::move(path)), NormalLaw{0.0, 1.0}, year_correlation, any_number, Unit::none};
}

TEST(SobolDrivers, AnyTrialInAnyOrder) {
  YearAxis const years{{2024}, {2025, 2026}};
  DriverPlan const plan = DriverPlan({driver("a", 0.5), driver("b", 1.0)}, {}).on_sobol_points(seed, years);
  EXPECT_EQ(plan.sobol()->size(), 4u) << "three years of a, one value of b";
  DriverLanes const block(plan, years, seed, TrialBlock{3});
  std::array<std::uint32_t, lane_count> backwards{};
  for (std::size_t lane = 0; lane < lane_count; ++lane) backwards[lane] = TrialBlock{3}.trial(255 - lane);
  DriverLanes const chosen(plan, years, seed, TrialBlock{0, backwards.data()});
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t year = 0; year < 3; ++year)
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        ASSERT_EQ(block.at(i, year)[lane], chosen.at(i, year)[255 - lane]);
}

// A sum of drivers is known far better from Sobol points than from as many independent ones.
TEST(SobolDrivers, KnowMeansBetter) {
  YearAxis const years{{}, {2026}};
  std::vector<Driver> drivers;
  for (int i = 0; i < 8; ++i) drivers.push_back(driver("d" + std::to_string(i), 1.0));
  DriverPlan const independent(drivers, {});
  DriverPlan const sobol = independent.on_sobol_points(seed, years, std::vector<double>(8, 1.0));
  auto const spread_of_means = [&](DriverPlan const& plan) {
    double squares = 0.0;
    for (std::uint32_t block = 0; block < 16; ++block) {
      DriverLanes const lanes(plan, years, seed, TrialBlock{block});
      double sum = 0.0;
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        double total = 0.0;
        for (std::size_t i = 0; i < 8; ++i) total += lanes.at(i, 0)[lane];
        sum += std::max(0.0, total);
      }
      double const mean = sum / lane_count, truth = std::sqrt(8.0 / (2.0 * 3.14159265358979323846));
      squares += (mean - truth) * (mean - truth);
    }
    return squares / 16.0;
  };
  EXPECT_LT(200.0 * spread_of_means(sobol), spread_of_means(independent));
}

}  // namespace
}  // namespace plimsoll
