#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "support/triangles.hpp"

namespace plimsoll {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

std::vector<Problem> faults_of(std::vector<PaidRow> rows) {
  try {
    PaidTriangle::from_cumulative(std::move(rows));
  } catch (InputError const& error) {
    return error.problems();
  }
  return {};
}

auto fault(char const* key, char const* what) {
  return AllOf(Field(&Problem::key, key), Field(&Problem::what, HasSubstr(what)),
               Field(&Problem::suggestion, testing::Not("")));
}

test::Matrix sound() {
  return {{400, 820, 940, 960}, {420, 850, 965}, {410, 835}, {430}};
}

TEST(PaidTriangle, KnowsItsDiagonal) {
  PaidTriangle const triangle = test::triangle_of(sound());
  EXPECT_EQ(triangle.periods(), 4u);
  EXPECT_EQ(triangle.lags(), 4u);
  EXPECT_EQ(triangle.latest_lag(1), 2u);
  EXPECT_EQ(triangle.paid_to_date(1), 965.0);
  EXPECT_EQ(triangle.known_at(0), 4u);
  EXPECT_EQ(triangle.known_at(3), 1u);
  EXPECT_THROW(triangle.paid(3, 1), BrokenPromise);
}

TEST(PaidTriangle, IncrementsAreSummed) {
  PaidTriangle const triangle = PaidTriangle::from_incremental(
      test::rows_of({{400, 420, 120, 20}, {420, 430, 115}, {410, 425}, {430}}));
  EXPECT_EQ(triangle.paid(0, 3), 960.0);
  EXPECT_EQ(triangle.paid(2, 1), 835.0);
}

// More is taken back than paid at the second lag: factors below 1 are Mack's as any other.
TEST(PaidTriangle, AmountsMayFallWhereAllowed) {
  std::vector<PaidRow> const rows = test::rows_of({{400, 800, 760}, {400, 840, 798}, {400, 820}, {500}});
  EXPECT_THROW(PaidTriangle::from_cumulative(rows), InputError);
  PaidTriangle const triangle = PaidTriangle::from_cumulative(rows, Falls::allowed);
  Development const development = develop(triangle);
  EXPECT_DOUBLE_EQ(development.steps[1].factor, 1558.0 / 1640.0);
  UnpaidClaims const claims = chain_ladder(triangle, development);
  EXPECT_DOUBLE_EQ(claims.periods[2].unpaid(), 820.0 * 1558.0 / 1640.0 - 820.0);
  EXPECT_GT(claims.periods[2].completion, 1.0);
}

TEST(PaidTriangle, WhatIsPaidIsNeverBelowNothing) {
  auto const take_back_more = [] {
    PaidTriangle::from_cumulative(test::rows_of({{400, -20, 0}, {400, 840, 798}, {400, 820}, {500}}),
                                  Falls::allowed);
  };
  try {
    take_back_more();
    ADD_FAILURE();
  } catch (InputError const& error) {
    EXPECT_THAT(error.problems(), ElementsAre(fault("period 1, lag 1", "is negative")));
  }
}

TEST(PaidTriangle, TrapezoidsAreFine) {
  PaidTriangle const triangle = test::triangle_of({{10, 20, 30}, {10, 21, 31}, {11, 22, 33}, {10, 20}, {12}});
  EXPECT_EQ(triangle.known_at(2), 3u);
  UnpaidClaims const claims = chain_ladder(triangle, develop(triangle));
  EXPECT_EQ(claims.periods[0].unpaid(), 0.0);
  EXPECT_EQ(claims.periods[2].error->total(), 0.0);
  EXPECT_GT(claims.periods[3].error->total(), 0.0);
}

TEST(PaidTriangle, TellsEveryFaultOfShapeAtOnce) {
  std::vector<PaidRow> rows = test::rows_of(sound());
  rows[0].paid[1].reset();
  rows[1].paid[2].reset();
  rows[2].period = "1";
  rows[3].paid[0] = std::numeric_limits<double>::infinity();
  std::vector<Problem> const problems = faults_of(rows);
  EXPECT_THAT(problems, ElementsAre(fault("period 1, lag 1", "is empty"), fault("period 1", "stands twice"),
                                    fault("period 4, lag 0", "not a finite"),
                                    fault("period 2", "known at lags 0 to 1, where lags 0 to 2")));
  EXPECT_EQ(problems[3].spot.file, "triangle.csv");
  EXPECT_EQ(problems[3].spot.line, 3u);
}

TEST(PaidTriangle, TellsEveryFaultOfAmountAtOnce) {
  test::Matrix matrix = sound();
  matrix[0] = {0, 820, 940, 930};
  matrix[3] = {-1};
  EXPECT_THAT(faults_of(test::rows_of(matrix)),
              ElementsAre(fault("period 1, lag 1", "out of nothing"), fault("period 1, lag 3", "falls"),
                          fault("period 4, lag 0", "is negative")));
}

TEST(PaidTriangle, RefusesALagThatPaysNothing) {
  EXPECT_THAT(faults_of(test::rows_of({{0, 0, 940, 960}, {0, 0, 965}, {0, 0}, {430}})),
              testing::Contains(fault("lag 0", "nothing is paid")));
}

TEST(PaidTriangle, RefusesTooFewPeriods) {
  EXPECT_THAT(faults_of({}), ElementsAre(fault("", "0 periods")));
  EXPECT_THAT(faults_of(test::rows_of({{1}})), ElementsAre(fault("", "1 periods and 1 lags")));
  EXPECT_THAT(faults_of(test::rows_of({{1, 2, 3}, {1, 2}, {1}})), ElementsAre(fault("", "too few periods")));
  EXPECT_THAT(faults_of(test::rows_of({{1, 2, 3}, {1, 2, 4}, {1, 2}, {1}})), testing::IsEmpty());
}

TEST(MonthlyRows, SumCentsByMonth) {
  int const january = 2026 * 12;
  std::vector<PaidRow> const rows = monthly_rows({{january, january, 1010},
                                                  {january, january + 2, 300},
                                                  {january + 2, january + 2, 7},
                                                  {january, january, -10}},
                                                 january + 2);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].period, "2026-01");
  EXPECT_THAT(rows[0].paid, ElementsAre(10.0, 0.0, 3.0));
  EXPECT_THAT(rows[1].paid, ElementsAre(0.0, 0.0));
  EXPECT_THAT(rows[2].paid, ElementsAre(0.07));
}

TEST(MonthlyRows, RefuseMonthsOutOfOrder) {
  int const january = 2026 * 12;
  try {
    monthly_rows({{january + 1, january, 1}, {january, january + 5, 1}}, january + 2);
    FAIL();
  } catch (InputError const& error) {
    EXPECT_THAT(error.problems(),
                ElementsAre(fault("incurred 2026-02, paid 2026-01", "before it is incurred"),
                            fault("incurred 2026-01, paid 2026-06", "after the valuation")));
  }
  EXPECT_THROW(monthly_rows({}, january), InputError);
}

TEST(BornhuetterFerguson, TellsEveryFaultAtOnce) {
  PaidTriangle const triangle = test::triangle_of(sound());
  UnpaidClaims const claims = chain_ladder(triangle, develop(triangle));
  try {
    bornhuetter_ferguson(claims, {{"4", 1.0, 2.0}, {"4", 1.0, 2.0}, {"3", 0.0, 2.0}, {"9", 1.0, 2.0}});
    FAIL();
  } catch (InputError const& error) {
    EXPECT_THAT(error.problems(),
                ElementsAre(fault("a priori of 4", "twice"), fault("a priori of 3", "not above 0"),
                            fault("a priori of 9", "names no period")));
  }
}

TEST(Mack, LagWithoutScatterHasNoError) {
  // Every period grows alike, so nothing is uncertain; the rule for the last lag must not divide 0 by 0.
  PaidTriangle const triangle = test::triangle_of({{100, 200, 250, 300}, {10, 20, 25}, {40, 80}, {30}});
  UnpaidClaims const claims = chain_ladder(triangle, develop(triangle));
  EXPECT_EQ(claims.error.total(), 0.0);
  EXPECT_DOUBLE_EQ(claims.periods[3].ultimate, 90.0);
}

}  // namespace
}  // namespace plimsoll
