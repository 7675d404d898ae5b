// The copula gives the rank correlation asked for; the years of a driver the autocorrelation of its normal
// scores.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plimsoll/sim/drivers.hpp"
#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

constexpr std::uint32_t blocks = 200;
constexpr std::size_t n = blocks * lane_count;

using Column = std::vector<double>;

Column column(DriverPlan const& plan, YearAxis const& years, std::size_t driver, std::size_t year) {
  Column values;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    DriverLanes const drawn(plan, years, Seed{11}, TrialBlock{block});
    Lanes const& lanes = drawn.at(driver, year);
    values.insert(values.end(), lanes.begin(), lanes.end());
  }
  return values;
}

Column ranks(Column const& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  Column rank(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<double>(i);
  return rank;
}

double correlation(Column const& a, Column const& b) {
  double const size = static_cast<double>(a.size());
  double const ma = std::accumulate(a.begin(), a.end(), 0.0) / size,
               mb = std::accumulate(b.begin(), b.end(), 0.0) / size;
  double ab = 0.0, aa = 0.0, bb = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

/// An upper bound of the standard error of a rank correlation: its value at no correlation.
double const rank_error = 1.0 / std::sqrt(static_cast<double>(n));

TEST(Copula, GivesTheRankCorrelationAskedFor) {
  Driver const a{KeyPath("a"), LognormalLaw{1.0, 2.0}, 1.0, any_number, Unit::none};
  Driver const b{KeyPath("b"), PertLaw{0.0, 0.2, 1.0}, 1.0, any_number, Unit::none};
  DriverPlan const plan({a, b}, {{a.path, b.path, 0.5}});
  YearAxis const year{{}, {2026}};
  double const seen = correlation(ranks(column(plan, year, 0, 0)), ranks(column(plan, year, 1, 0)));
  EXPECT_NEAR(seen, 0.5, test::tail_1e6 * rank_error);
  EXPECT_GT(std::abs(seen - 0.53), test::tail_1e6 * rank_error);  // negative control
}

TEST(Copula, YearsOfADriverAreAutocorrelated) {
  Driver const a{KeyPath("a"), NormalLaw{0.0, 1.0}, 0.6, any_number, Unit::none};
  DriverPlan const plan({a}, {});
  YearAxis const years{{2024}, {2025, 2026}};
  Column const base = column(plan, years, 0, 0), first = column(plan, years, 0, 1),
               second = column(plan, years, 0, 2);
  EXPECT_NEAR(correlation(base, first), 0.6, test::tail_1e6 * rank_error);
  EXPECT_NEAR(correlation(first, second), 0.6, test::tail_1e6 * rank_error);
  EXPECT_NEAR(correlation(base, second), 0.36, test::tail_1e6 * rank_error);
  EXPECT_GT(std::abs(correlation(base, second) - 0.6), test::tail_1e6 * rank_error);  // negative control
}

}  // namespace
}  // namespace plimsoll
