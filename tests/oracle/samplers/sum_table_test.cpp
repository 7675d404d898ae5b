// Tables of sums against laws known otherwise: moments of single amounts in closed form, sums of gammas,
// which are gamma, and sums of two by quadrature.
#include "plimsoll/models/cost/sum_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "plimsoll/models/cost/amount_lanes.hpp"
#include "support/simd_levels.hpp"

namespace plimsoll {
namespace {

constexpr double most_claim = 1e7;  // dollars, where tests say "without a cap"
constexpr double year_cap = 150'000.0;
constexpr double mean_bias = 3e-4, variance_bias = 1e-3;

struct Moments {
  double mean = 0.0, square = 0.0;
  double variance() const { return square - mean * mean; }
};

/// A law of mean $1,500.
SeverityLaw of_usual_mean(SeverityLaw const& law) {
  return scaled(law, 1'500.0 / mean(law));
}

std::vector<SeverityLaw> usual_laws() {
  return {of_usual_mean(LognormalSeverity{0.0, 0.9}),
          of_usual_mean(LognormalSeverity{0.0, 1.5}),
          of_usual_mean(LognormalSeverity{0.0, 2.0}),
          of_usual_mean(GammaSeverity{0.9, 1.0}),
          of_usual_mean(GammaSeverity{0.05, 1.0}),
          LognormalParetoSeverity{9.234345, 0.94445648, 1e5, 2.2},
          of_usual_mean(WeibullSeverity{0.5, 1.0}),
          of_usual_mean(InverseGaussianSeverity{1.0, 0.3}),
          of_usual_mean(ParetoSeverity{1.0, 3.4}),
          of_usual_mean(LomaxSeverity{1.0, 2.8}),
          of_usual_mean(GpdSeverity{0.5, 1.0, 0.35}),
          of_usual_mean(GpdSeverity{0.5, 1.0, -0.2}),
          of_usual_mean(BurrSeverity{1.0, 1.3, 2.0}),
          of_usual_mean(Gb2Severity{1.0, 1.4, 0.8, 1.9}),
          of_usual_mean(SmoothLognormalParetoSeverity{0.0, 1.2, 4.0, 2.4}),
          of_usual_mean(LognormalMixtureSeverity{0.0, 1.0, 0.2, 2.5, 1.1}),
          of_usual_mean(EmpiricalGpdSeverity{{0.1, 0.5, 1.0, 4.0}, {0.0, 0.4, 0.7, 0.95}, 2.0, 0.3})};
}

/// Adds min(amount, cap) over places of one chance in all; the places spread evenly over their range.
void add(Moments& sum, double amount, double cap, double chance) {
  double const cut = std::min(amount, cap);
  sum.mean += chance * cut;
  sum.square += chance * cut * cut;
}

/// Over all words, as the kernels read them: the inner octaves by every 2^12-th word of each bin's places,
/// the outer ones by their further bits.
Moments over_words(SumTable const& table, std::int32_t claims, double cap) {
  Moments sum;
  for (int octave = SumTable::outer_bits; octave < 31; ++octave) {
    constexpr std::uint32_t steps = 1u << 12;
    for (std::uint32_t step = 0; step < steps; ++step) {
      double const at = std::ldexp(1.0 + (step + 0.5) / steps, octave);
      auto const place = static_cast<std::uint32_t>(at);
      double const amount = table(claims, ~(place << 1), 0) * table.scale();
      add(sum, amount, cap, std::ldexp(1.0, octave - 31) / steps);
    }
  }
  for (int octave = SumTable::outer_bits; octave < 31; ++octave) {
    constexpr std::uint32_t steps = 1u << 9;
    for (std::uint32_t step = 0; step < steps; ++step) {
      auto const place = static_cast<std::uint32_t>(std::ldexp(1.0 + (step + 0.5) / steps, octave));
      double const amount = table(claims, ~(place >> 16 << 1), place << 16) * table.scale();
      add(sum, amount, cap, std::ldexp(1.0, octave - 47) / steps);
    }
  }
  add(sum, table(claims, ~0u, 0) * table.scale(), cap, 0x1p-32);
  return sum;
}

void expect_close(Moments const& drawn, Moments const& exact, char const* what) {
  EXPECT_NEAR(drawn.mean / exact.mean, 1.0, mean_bias) << what;
  EXPECT_NEAR(drawn.variance() / exact.variance(), 1.0, variance_bias) << what;
}

TEST(SumTable, SingleAmountsKeepTheirMoments) {
  for (SeverityLaw const& law : usual_laws()) {
    SumTable const table(law, 1);
    for (double cap : {year_cap, most_claim}) {
      SCOPED_TRACE(std::string(family_of(law)) + " cut at " + std::to_string(cap));
      expect_close(over_words(table, 1, cap), {limited_mean(law, cap), limited_second_moment(law, cap)},
                   "one");
      // Negative control: the same law one per cent dearer is told apart.
      SeverityLaw const dearer = scaled(law, 1.01);
      EXPECT_GT(std::abs(over_words(table, 1, cap).mean / limited_mean(dearer, cap) - 1.0), mean_bias);
    }
  }
}

// Beyond 2^-16 and beyond 2^-24: what further bits add is what the law has there.
TEST(SumTable, TheOutermostOctavesKeepTheirMean) {
  for (SeverityLaw const& law : {of_usual_mean(LognormalSeverity{0.0, 2.0}),
                                 SeverityLaw(LognormalParetoSeverity{9.2, 0.94, 1e5, 2.2})}) {
    SumTable const table(law, 1);
    for (int octave : {16, 18, 23, 28, 30}) {  // places times 2^16
      double drawn = 0.0, exact = 0.0;
      constexpr std::uint32_t steps = 4096;
      for (std::uint32_t step = 0; step < steps; ++step) {
        double const at = std::ldexp(1.0 + (step + 0.5) / steps, octave);
        auto const place = static_cast<std::uint32_t>(at);
        drawn += std::min(most_claim, table(1, ~(place >> 16 << 1), place << 16) * table.scale()) / steps;
        exact += std::min(most_claim, quantile_of_survival(law, at * 0x1p-47)) / steps;
      }
      EXPECT_NEAR(drawn / exact, 1.0, mean_bias) << family_of(law) << ", octave " << octave;
    }
  }
}

TEST(SumTable, SumsOfGammasAreGamma) {
  for (double shape : {0.05, 0.9, 3.0}) {
    SeverityLaw const law = of_usual_mean(GammaSeverity{shape, 1.0});
    SumTable const table(law, 40);
    for (std::int32_t claims : {2, 3, 10, 40}) {
      SeverityLaw const sum = sum_of(law, claims);
      for (double cap : {1.1 * claims * mean(law), most_claim})
        expect_close(over_words(table, claims, cap),
                     {limited_mean(sum, cap), limited_second_moment(sum, cap)},
                     (std::to_string(shape) + ", claims " + std::to_string(claims)).c_str());
      for (double p : {0.9, 0.5, 0.1, 1e-3, 2e-5}) {
        auto const word = ~static_cast<std::uint32_t>(p * 0x1p32);
        // Shapes far below one have sums of almost nothing in half of all words: a thousandth of the mean
        // counts.
        EXPECT_NEAR(table(claims, word, 0) * table.scale(), quantile_of_survival(sum, p),
                    0.003 * quantile_of_survival(sum, p) + 1.5 * claims)
            << shape << ", claims " << claims << ", p " << p;
      }
    }
  }
}

/// Moments of min(X1 + X2, cap) by the product of two octave grids.
Moments two_by_quadrature(SeverityLaw const& law, double cap) {
  std::vector<std::pair<double, double>> nodes;  // amount, chance
  for (int octave = 0; octave < 40; ++octave)
    for (int step = 0; step < 48; ++step) {
      double const chance = std::ldexp(1.0 / 48.0, -octave - 1);
      nodes.emplace_back(quantile_of_survival(law, std::ldexp(1.0 + (step + 0.5) / 48.0, -octave - 1)),
                         chance);
    }
  Moments sum;
  for (auto const& [a, p] : nodes)
    for (auto const& [b, q] : nodes) add(sum, a + b, cap, p * q);
  return sum;
}

TEST(SumTable, SumsOfTwoByQuadrature) {
  for (SeverityLaw const& law : usual_laws()) {
    SumTable const table(law, 2);
    for (double cap : {year_cap, most_claim})
      expect_close(over_words(table, 2, cap), two_by_quadrature(law, cap),
                   (std::string(family_of(law)) + " cut at " + std::to_string(cap)).c_str());
  }
}

// The sum of n without a limit has n times the mean and, where it is finite and within reach, variance.
TEST(SumTable, SumsOfManyKeepTheirMoments) {
  for (SeverityLaw const& law : usual_laws()) {
    SumTable const table(law, 60);
    for (std::int32_t claims : {2, 7, 25, 60}) {
      Moments const drawn = over_words(table, claims, 1e300);
      EXPECT_NEAR(drawn.mean / (claims * mean(law)), 1.0, mean_bias)
          << family_of(law) << " " << claims << " " << variance(law);
      double const second = limited_second_moment(law, std::numeric_limits<double>::infinity());
      double const reached = limited_second_moment(law, quantile_of_survival(law, 0x1p-32));
      if (!(second - reached < 1e-4 * variance(law)))
        continue;  // a part of its variance lies beyond 2^-32, the reach of a word and its further bits
      EXPECT_NEAR(drawn.variance() / (claims * variance(law)), 1.0, variance_bias)
          << family_of(law) << " " << claims << " " << variance(law);
    }
  }
}

TEST(SumTable, MoreClaimsNeverCostLess) {
  SumTable const table(of_usual_mean(LognormalSeverity{0.0, 1.5}), 30);
  for (std::uint32_t i = 0; i < 2'000; ++i) {
    Words const words = words_at({Seed{3}, {4}, Purpose::claims, 2026}, i, 0);
    for (std::int32_t claims = 1; claims <= 30; ++claims)
      ASSERT_GE(table(claims, words[0], words[1]), table(claims - 1, words[0], words[1])) << claims;
  }
}

TEST(AmountLanes, AreTheTableAtEveryWidth) {
  SumTable const table(of_usual_mean(LognormalSeverity{0.0, 1.5}), 12);
  WordLanes words;
  draw_words({Seed{1}, {9}, Purpose::claims, 2026}, 0, trials_of({4}), lane_count, words);
  CountLanes counts;
  Lanes by_lane;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    counts[lane] = static_cast<std::int32_t>(lane % 14);  // some beyond the table
    by_lane[lane] = 1.0 + 0.001 * static_cast<double>(lane);
  }
  words[1][5] = 0xFFFFFFF0u;  // outermost places
  words[0][20] = 0xFFFFFFFFu;
  UnitPrice const price{table.scale() * 100.0, by_lane};
  test::at_every_simd_level([&] {
    Lanes cents{};
    LaneList further;
    draw_sums(table, counts, words[1], price, lane_count, cents, further);
    std::size_t place = 0;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      if (table.needs_further(counts[lane], words[1][lane])) {
        ASSERT_EQ(further.lane[place++], lane);
        continue;
      }
      ASSERT_EQ(cents[lane], std::nearbyint(table(counts[lane], words[1][lane], 0) * price.at(lane))) << lane;
    }
    ASSERT_EQ(place, further.size);
    ASSERT_GT(place, 10u);
  });
}

TEST(AmountLanes, ClaimByClaimAtEveryWidth) {
  SumTable const table(of_usual_mean(LognormalSeverity{0.0, 1.5}), 1);
  WordLanes words, page;
  draw_words({Seed{1}, {9}, Purpose::claims, 2026}, 0, trials_of({4}), lane_count, words);
  draw_words({Seed{1}, {9}, Purpose::claims, 2026}, 1, trials_of({4}), lane_count, page);
  CountLanes counts;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    counts[lane] = static_cast<std::int32_t>(lane * 7 % 13);
  page[2][40] = 0xFFFFFFFFu;  // an outermost place
  test::at_every_simd_level([&] {
    Lanes units;
    LaneList lanes, further;
    CountLanes left;
    draw_first_amounts(table, counts, words[0], units, further);
    ASSERT_EQ(further.size, 0u);
    Lanes expected;
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      expected[lane] = counts[lane] > 0 ? table(1, words[0][lane], 0) : 0.0f;
    ASSERT_EQ(units, expected);
    list_more(counts, lanes, left);
    while (lanes.size > 0) {
      add_amounts(table, lanes, left, page, units, further);
      for (std::size_t i = 0, skipped = 0; i < lanes.size; ++i) {
        if (skipped < further.size && further.lane[skipped] == i) {
          ++skipped;
          continue;
        }
        double sum = 0.0;
        for (std::int32_t word = 0; word < std::min(left[i], 4); ++word)
          sum += static_cast<double>(table(1, page[static_cast<std::size_t>(word)][i], 0));
        expected[lanes.lane[i]] += sum;
      }
      ASSERT_EQ(units, expected);
      take_four(lanes, left);
      for (std::size_t i = 0; i < lanes.size; ++i) ASSERT_GT(left[i], 0);
    }
  });
}

}  // namespace
}  // namespace plimsoll
