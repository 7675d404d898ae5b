#include "oracle/contract/benchmark_build.hpp"

#include <gtest/gtest.h>

#include "oracle/contract/mssp.hpp"

// Worked examples M1 (steps 1 to 12) and M5 of the contract reference, and the edge cases of its section 1.5:
// 42 CFR 425.652 to 425.660 by hand. Rows of the example are compared in the digits it prints.
namespace plimsoll::test {
namespace {

constexpr double cents = 0.005, fifth_place = 5e-6;

void expect_row(std::vector<Expr> const& amounts, std::array<double, 4> const& printed, double half_unit) {
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(in_m1(amounts[i]), printed[i], half_unit) << m1_types[i];
}

template <class Combine>
std::vector<Expr> each(Combine combine) {
  std::vector<Expr> row;
  for (std::size_t i = 0; i < 4; ++i) row.push_back(combine(i));
  return row;
}

double weighted(std::array<double, 4> const& amounts) {
  std::array<double, 4> const base{115.0, 1'150.0, 920.0, 9'315.0};
  double sum = 0.0, people = 0.0;
  for (std::size_t i = 0; i < 4; ++i) sum += amounts[i] * base[i], people += base[i];
  return sum / people;
}

TEST(ExampleM1Build, HistoricalBenchmark) {
  ClassBenchmark const build = *after(m1_build(), 1).build;
  expect_row(build.historical, {88'116.67, 12'918.67, 18'740.00, 11'310.83}, cents);
}

TEST(ExampleM1Build, EachBaseYearIsBroughtToTheLast) {
  auto const only = [](std::size_t year) {
    HistoricalBenchmark history = m1_history();
    history.weights = {0.0, 0.0, 0.0};
    history.weights[year] = 1.0;
    return after({{"history", history, {}}}, 1).build->historical;
  };
  expect_row(only(0), {88'200.0, 12'960.0, 18'900.0, 11'344.32}, cents);
  expect_row(only(1), {88'150.0, 12'896.0, 18'720.0, 11'288.16}, cents);
  expect_row(only(2), {88'000.0, 12'900.0, 18'600.0, 11'300.0}, cents);
}

TEST(ExampleM1Build, RegionalAdjustmentAndAdjustedBenchmark) {
  ClassBenchmark const build = *after(m1_build(), 2).build;
  std::vector<Expr> const added =
      each([&](std::size_t i) { return build.adjusted[i] - build.historical[i]; });
  expect_row(added, {941.67, 340.67, 530.00, 294.59}, cents);
  expect_row(build.adjusted, {89'058.33, 13'259.33, 19'270.00, 11'605.41}, cents);
  expect_row(each([&](std::size_t i) { return added[i] * 2.0; }), {1'883.33, 681.33, 1'060.00, 589.17},
             cents);
  EXPECT_NEAR(weighted({in_m1(added[0]), in_m1(added[1]), in_m1(added[2]), in_m1(added[3])}), 324.50, cents);
}

TEST(ExampleM1Build, PriorSavingsAreWorthLessThanTheRegion) {
  ClassBenchmark const with = *after(m1_build(), 3).build, without = *after(m1_build(), 2).build;
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(in_m1(with.per_capita[i]), in_m1(without.per_capita[i]));
  std::vector<NamedTerm> const alone{{"history", m1_history(), {}}, {"prior", m1_prior_savings(), {}}};
  ClassBenchmark const build = *after(alone, 2).build;
  expect_row(each([&](std::size_t i) { return build.adjusted[i] - build.historical[i]; }),
             {79.71, 79.71, 79.71, 79.71}, cents);
}

TEST(ExampleM1Build, PriorSavingsAreCappedAtAShareOfNationalCost) {
  PriorSavingsAdjustment large = m1_prior_savings();
  large.gains = {9'000.0, 9'000.0, 9'000.0};
  std::vector<NamedTerm> const terms{{"history", m1_history(), {}}, {"prior", large, {}}};
  ClassBenchmark const build = *after(terms, 2).build;
  EXPECT_NEAR(in_m1(build.adjusted[0] - build.historical[0]), 659.80, cents);
}

TEST(ExampleM1Build, ThreeWayUpdate) {
  ClassBenchmark const build = *after(m1_build(), 4).build;
  std::vector<Expr> const two_way = each([&](std::size_t i) { return build.two_way[i] / build.adjusted[i]; });
  std::vector<Expr> const update =
      each([&](std::size_t i) { return build.per_capita[i] / build.adjusted[i]; });
  std::vector<Expr> const acpt = each([&](std::size_t i) { return 3.0 * update[i] - 2.0 * two_way[i]; });
  expect_row(two_way, {1.03376, 1.05458, 1.04970, 1.05164}, fifth_place);
  expect_row(update, {1.03456, 1.05297, 1.05049, 1.05043}, fifth_place);
  expect_row(acpt, {1.03616, 1.04976, 1.05206, 1.04800}, fifth_place);
  expect_row(each([&](std::size_t i) { return (acpt[i] - 1.0) * build.adjusted[i]; }),
             {3'220.00, 659.74, 1'003.28, 557.03}, cents + 1e-6);  // 1,003.275 is printed as 1,003.28
}

TEST(ExampleM1Build, RiskIsClippedSinceItsAggregateIsAboveTheBound) {
  ClassBenchmark const before = *after(m1_build(), 4).build, build = *after(m1_build(), 5).build;
  expect_row(each([&](std::size_t i) { return build.per_capita[i] / before.per_capita[i]; }),
             {1.000, 1.010, 1.020, 1.034}, 5e-4);
  expect_row(build.per_capita, {92'136.07, 14'101.33, 20'647.76, 12'605.11}, cents);
}

TEST(ExampleM1Build, BenchmarkAndWhatTheClipCosts) {
  Position const at = after(m1_build(), 5);
  EXPECT_NEAR(in_m1(at.benchmark), 170'321'417.55, cents);
  EXPECT_NEAR(in_m1(at.benchmark / at.person_years()), 14'193.45, cents);
  AggregateRiskAdjustment loose = m1_risk();
  loose.cap = 0.05;
  std::vector<NamedTerm> terms = m1_build();
  terms.back().term = loose;
  Position const unclipped = after(terms, 5);
  EXPECT_NEAR(in_m1(unclipped.benchmark / unclipped.person_years()), 14'302.07, cents);
}

double paid(std::vector<NamedTerm> track) {
  std::vector<NamedTerm> terms = m1_build();
  terms.insert(terms.end(), track.begin(), track.end());
  return in_m1(write_ledger(terms, m1_position()).settlement);
}

TEST(ExampleM1Build, FromHistoryToPaymentToTheCent) {
  Aco const aco{.revenue = 60'000'000.0, .minimum = 0.01};
  EXPECT_EQ(paid(basic_e(aco)), 2'837'579.00);
  EXPECT_EQ(paid(enhanced(aco)), 4'256'368.50);
  EXPECT_EQ(paid(basic_e({.score = 0.62, .alternative = 1.0, .revenue = 60'000'000.0, .minimum = 0.01})),
            1'759'298.98);
}

TEST(ExampleM1Build, SavingsAndTheSumOfTheLines) {
  std::vector<NamedTerm> terms = m1_build();
  terms.push_back({"gross_savings", GrossSavings{}, {}});
  Ledger const ledger = write_ledger(terms, m1_position());
  EXPECT_NEAR(in_m1(ledger.lines[5].line), 5'790'977.55, cents);
  double benchmark = 0.0;
  for (std::size_t i = 0; i < 5; ++i) benchmark += in_m1(ledger.lines[i].line);
  EXPECT_NEAR(benchmark, in_m1(ledger.benchmark), 1e-6);
  EXPECT_EQ(in_m1(ledger.lines[2].line), 0.0);  // prior savings
}

// M5: minimum loss rate 1 %, 12,000 person-years.
double with_guardrail(double two_way, double rate = 0.01) {
  std::vector<NamedTerm> terms = basic_e({.revenue = 1e9, .minimum = rate});
  Guardrail guardrail;
  guardrail.rate = rate;
  guardrail.two_way_pbpy = two_way;
  terms.insert(terms.begin() + 2, {"guardrail", guardrail, {}});
  return settle(terms, {12'500.0 * 12'000.0, 12'800.0 * 12'000.0, 12'000.0});
}

TEST(ExampleM5, TheGuardrailTestsTheLossAgain) {
  double const liable = -0.30 * 300.0 * 12'000.0;  // 2.40 % above the three-way benchmark
  EXPECT_EQ(with_guardrail(12'500.0), liable);     // the two-way update gives no more
  EXPECT_EQ(with_guardrail(12'400.0), liable);     // it only ever helps
  EXPECT_EQ(with_guardrail(12'700.0), 0.0);        // 0.79 % misses the minimum
  EXPECT_EQ(with_guardrail(12'900.0), 0.0);        // cost is below: nothing owed, nothing earned
}

TEST(ExampleM5, ALossThatStillReachesTheMinimumIsOwedOnTheTwoWayBenchmark) {
  EXPECT_EQ(with_guardrail(12'600.0), -0.30 * 200.0 * 12'000.0);  // 1.59 %
  EXPECT_EQ(with_guardrail(12'700.0, 0.0), -0.30 * 100.0 * 12'000.0);
}

TEST(Guardrail, ReadsTheTwoWayBenchmarkOfTheBuild) {
  std::vector<NamedTerm> terms = m1_build();
  std::vector<NamedTerm> const track = basic_e({.revenue = 1e9, .minimum = 0.0});
  terms.insert(terms.end(), track.begin(), track.end());
  Guardrail guardrail;
  guardrail.rate = 0.0;
  terms.insert(terms.begin() + 7, {"guardrail", guardrail, {}});
  Position start = m1_position();
  Position const built = after(m1_build(), 5);
  double two_way = 0.0;
  for (std::size_t i = 0; i < 4; ++i)
    two_way += in_m1(built.build->two_way[i]) * m1_person_years.at(m1_types[i]);
  ASSERT_GT(two_way, 170'321'417.55);
  start.cost = two_way + 1'000'000.0;
  EXPECT_NEAR(in_m1(write_ledger(terms, start).settlement), -300'000.00, 0.01);
}

}  // namespace
}  // namespace plimsoll::test
