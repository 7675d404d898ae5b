// Coverage of the errors that are the reserve's own: margins, where reserve and mean move together, and the
// expected deficit of the amount printed. Standard exponential, whose answers are closed: VaR_p = -ln(1 - p),
// TVaR = VaR + 1.

#include "statistical/measure/coverage.hpp"

#include <gtest/gtest.h>

#include "plimsoll/models/reserve/reserve.hpp"

namespace plimsoll {
namespace {

using test::Coverage;
using test::coverage_of;
using test::tolerance;
using Column = std::span<double const>;

std::exponential_distribution<double> const exponential(1.0);
Figure const no_cap = exact_figure("cap", 100.0, Unit::dollars);

void expect_nominal(Coverage const& coverage) {
  testing::Test::RecordProperty("coverage", std::to_string(coverage.reported));
  EXPECT_NEAR(coverage.reported, 0.95, tolerance(0.95));
  EXPECT_GT(std::abs(coverage.halved - 0.95), tolerance(0.95)) << "the check cannot see an error halved";
}

TEST(ReserveCoverage, MarginOfAPercentile) {
  expect_nominal(coverage_of(31, std::log(4.0) - 1.0, exponential, [](Column column) {
    return size_reserve(column, no_cap, {ReservePolicy::percentile, 0.75}).margin;
  }));
}

TEST(ReserveCoverage, MarginOfATailValue) {
  expect_nominal(coverage_of(32, std::log(4.0), exponential, [](Column column) {
    return size_reserve(column, no_cap, {ReservePolicy::tvar, 0.75}).margin;
  }));
}

TEST(ReserveCoverage, MarginOfStandardDeviations) {
  expect_nominal(coverage_of(33, 0.5, exponential, [](Column column) {
    return size_reserve(column, no_cap, {ReservePolicy::mean_plus_sd, 0.5}).margin;
  }));
}

// The reserve is estimated from the same trials, yet its adequacy's interval holds the chance the printed
// amount is enough: the true adequacy 1 - exp(-R) is moved onto the nominal one and compared there.
TEST(ReserveCoverage, AdequacyAndDeficitOfTheAmountPrinted) {
  auto const centred = [](Figure figure, double truth) {
    figure.interval = Interval{figure.interval->low - truth, figure.interval->high - truth};
    return figure;
  };
  ReserveRule const rule{ReservePolicy::tvar, 0.75};
  expect_nominal(coverage_of(34, 0.0, exponential, [&](Column column) {
    ReserveLine const line = size_reserve(column, no_cap, rule);
    return centred(line.adequacy, 1.0 - std::exp(-line.reserve.value));
  }));
  expect_nominal(coverage_of(35, 0.0, exponential, [&](Column column) {
    ReserveLine const line = size_reserve(column, no_cap, rule);
    return centred(line.expected_deficit, std::exp(-line.reserve.value));
  }));
}

}  // namespace
}  // namespace plimsoll
