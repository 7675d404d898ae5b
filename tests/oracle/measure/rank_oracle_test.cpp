#include <gtest/gtest.h>
#include <cmath>

#include "plimsoll/models/measure/sample.hpp"
#include "support/binomial.hpp"

namespace plimsoll {
namespace {

using test::binomial_between;

// Tables of distribution-free intervals for the median, e.g. H. A. David, H. N. Nagaraja (2003), section 7.1,
// and sign test tables: n = 10 gives (x_2, x_9) with 97.85 %, n = 20 gives (x_6, x_15) with 95.86 %; n = 5
// gives none.
TEST(RankInterval, GivesTheTabledMedianIntervals) {
  EXPECT_EQ(percentile_rank_interval(0.5, 10), (RankInterval{2, 9}));
  EXPECT_NEAR(binomial_between(2, 8, 10, 0.5), 0.9785, 5e-5);
  EXPECT_EQ(percentile_rank_interval(0.5, 20), (RankInterval{6, 15}));
  EXPECT_NEAR(binomial_between(6, 14, 20, 0.5), 0.9586, 5e-5);
  EXPECT_EQ(percentile_rank_interval(0.5, 5), (RankInterval{0, 6}));
  EXPECT_EQ(percentile_rank_interval(0.5, 6), (RankInterval{1, 6}));
}

TEST(RankInterval, IsTheNarrowestWithTailsOfAtMostTwoAndAHalfPerCent) {
  for (std::size_t n : {1u, 2u, 7u, 30u, 100u, 999u, 2000u})
    for (double p : {0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995}) {
      auto const [low, high] = percentile_rank_interval(p, n);
      double const below = low == 0 ? 0.0 : binomial_between(0, low - 1, n, p);
      double const above = binomial_between(high, n, n, p);
      EXPECT_LE(below, 0.025 + 1e-12) << n << ' ' << p;
      EXPECT_LE(above, 0.025 + 1e-12) << n << ' ' << p;
      EXPECT_GT(binomial_between(0, low, n, p), 0.025 - 1e-12) << n << ' ' << p;
      EXPECT_GT(binomial_between(high - 1, n, n, p), 0.025 - 1e-12) << n << ' ' << p;
    }
}

TEST(RankInterval, HoldsAtAMillionTrials) {
  auto const [low, high] = percentile_rank_interval(0.99, 1'000'000);
  double const reach = 1.959964 * std::sqrt(1e6 * 0.99 * 0.01);  // the normal law, good to a rank or two here
  EXPECT_NEAR(static_cast<double>(low), 990'000.0 - reach, 2.0);
  EXPECT_NEAR(static_cast<double>(high), 990'000.0 + reach, 3.0);
}

}  // namespace
}  // namespace plimsoll
