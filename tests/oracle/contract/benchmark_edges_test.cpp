#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "oracle/contract/benchmark_build.hpp"
#include "oracle/contract/mssp.hpp"

// Edge cases of the benchmark build: contract reference 1.2 steps 3 to 8, 1.3-D and 1.5; 42 CFR 425.652 to
// 425.662.
namespace plimsoll::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Two types of equal size whose history is 10,000 and whose national cost is 10,000.
HistoricalBenchmark even_history(double first_person_years = 500.0) {
  return {.cost = {{"a", {10'000.0}}, {"b", {10'000.0}}},
          .weights = {1.0},
          .trend = {},
          .risk_ratio = {},
          .person_years = {{"a", first_person_years}, {"b", 500.0}},
          .national = {{"a", 10'000.0}, {"b", 10'000.0}}};
}

Position even_position() {
  Position at;
  at.view.classes = {"a", "b"};
  return at;
}

/// What the terms make of the two types, per capita, with 600 and 400 person-years.
std::vector<double> per_capita(std::vector<Term> const& terms, HistoricalBenchmark const& history) {
  std::vector<NamedTerm> named{{"history", history, {}}};
  for (Term const& term : terms) named.push_back({"", term, {}});
  ClassBenchmark const build = *after(named, named.size(), even_position()).build;
  std::vector<double> values;
  for (Expr const& each : build.per_capita)
    values.push_back(value_among(each, {{"a", 600.0}, {"b", 400.0}}, {"a", "b"}));
  return values;
}
std::vector<double> per_capita(std::vector<Term> const& terms) {
  return per_capita(terms, even_history());
}

RegionalAdjustment region(double a, double b) {
  return {.region = {{"a", a}, {"b", b}},
          .weight_when_lower = 0.35,
          .weight_when_higher = 0.15,
          .cap_up = 0.05,
          .cap_down = 0.015,
          .floor = {}};
}

TEST(RegionalAdjustment, WeightFollowsTheNetOverAllTypes) {
  EXPECT_THAT(per_capita({region(11'000.0, 9'800.0)}), ElementsAre(10'350.0, 9'930.0));  // net +400
  EXPECT_THAT(per_capita({region(10'200.0, 9'400.0)}), ElementsAre(10'030.0, 9'910.0));  // net -200
}

TEST(RegionalAdjustment, EachTypeIsCappedBeforeTypesAreSummed) {
  EXPECT_THAT(per_capita({region(20'000.0, 9'000.0)}), ElementsAre(10'500.0, 9'850.0));
}

TEST(RegionalAdjustment, TheOffsetGivesBackPartOfWhatTheCapLeft) {
  RegionalAdjustment term = region(20'000.0, 9'000.0);
  term.offset = 0.4;
  EXPECT_THAT(per_capita({term}), ElementsAre(10'500.0, 9'910.0));
}

TEST(RegionalAdjustment, ANetDecreaseIsKeptBefore2024AndNotMadeFrom2024) {
  RegionalAdjustment term = region(9'600.0, 9'600.0);
  EXPECT_THAT(per_capita({term}), ElementsAre(9'940.0, 9'940.0));
  term.floor = 0.0;
  EXPECT_THAT(per_capita({term}), ElementsAre(10'000.0, 10'000.0));
}

TEST(RegionalAdjustment, AFallOfOneTypeIsKeptWithinANetIncrease) {
  RegionalAdjustment term = region(11'000.0, 9'800.0);
  term.floor = 0.0;
  EXPECT_THAT(per_capita({term}), ElementsAre(10'350.0, 9'930.0));
}

TEST(PriorSavingsAdjustment, ANegativeMeanLeavesTheRegion) {
  PriorSavingsAdjustment const losses{.gains = {-900.0, 100.0, 50.0}};
  EXPECT_THAT(per_capita({region(10'400.0, 10'400.0), losses}), ElementsAre(10'140.0, 10'140.0));
  EXPECT_THAT(per_capita({losses}), ElementsAre(10'000.0, 10'000.0));
}

TEST(PriorSavingsAdjustment, WorthMoreItReplacesTheRegion) {
  PriorSavingsAdjustment const savings{.gains = {600.0, 900.0, 0.0}};  // mean 500, half of it
  EXPECT_THAT(per_capita({region(10'400.0, 10'600.0), savings}), ElementsAre(10'250.0, 10'250.0));
}

TEST(PopulationAdjustment, TheHighestOfThreeCounts) {
  PriorSavingsAdjustment const savings{.gains = {600.0, 600.0, 0.0}};
  EXPECT_THAT(per_capita({region(10'400.0, 10'400.0), savings, PopulationAdjustment{0.50}}),
              ElementsAre(10'250.0, 10'250.0));  // 0.50 · 5 % of 10,000
  EXPECT_THAT(per_capita({region(10'400.0, 10'400.0), savings, PopulationAdjustment{0.30}}),
              ElementsAre(10'200.0, 10'200.0));
}

TEST(PopulationAdjustment, NeedsTheThreshold) {
  EXPECT_THAT(per_capita({PopulationAdjustment{0.15}}), ElementsAre(10'075.0, 10'075.0));
  EXPECT_THAT(per_capita({PopulationAdjustment{0.1499}}), ElementsAre(10'000.0, 10'000.0));
}

TEST(AggregateRisk, WithinTheBoundNoTypeIsClipped) {
  AggregateRiskAdjustment const term{.ratio = {{"a", 1.10}, {"b", 0.90}}, .demographic_ratio = 1.0};
  EXPECT_THAT(per_capita({term}), ElementsAre(11'000.0, 9'000.0));  // mean ratio 1.02
}

TEST(AggregateRisk, AboveItTypesAboveAreClippedToIt) {
  AggregateRiskAdjustment const term{.ratio = {{"a", 1.12}, {"b", 0.90}}, .demographic_ratio = 1.0};
  EXPECT_THAT(per_capita({term}), ElementsAre(10'300.0, 9'000.0));  // mean ratio 1.032
}

TEST(RiskAdjustment, LimitsAreEachOnItsOwnSide) {
  ByClass const ratio{{"a", 1.08}, {"b", 0.80}};
  EXPECT_THAT(per_capita({RiskAdjustment{ratio, {}, {}}}), ElementsAre(10'800.0, 8'000.0));
  EXPECT_THAT(per_capita({RiskAdjustment{ratio, 0.03, {}}}), ElementsAre(10'300.0, 8'000.0));
  EXPECT_THAT(per_capita({RiskAdjustment{ratio, 0.03, 0.03}}), ElementsAre(10'300.0, 9'700.0));
}

// Scores coded 0.5 % too high move the benchmark by as much, where no cap binds.
TEST(RiskAdjustment, CodingErrorsMeetTheCaps) {
  ByClass const ratio{{"a", 1.08}, {"b", 0.80}};
  std::vector<double> const capped = per_capita({RiskAdjustment{ratio, 0.03, {}, 0.005}});
  EXPECT_NEAR(capped[0], 10'300.0, 1e-9);
  EXPECT_NEAR(capped[1], 8'000.0 * 1.005, 1e-9);
  AggregateRiskAdjustment const aggregate{
      .ratio = {{"a", 1.10}, {"b", 0.90}}, .demographic_ratio = 1.0, .coding_error = 0.02};
  std::vector<double> const bound = per_capita({aggregate});  // mean ratio 1.0404: a is held to 1.03
  EXPECT_NEAR(bound[0], 10'300.0, 1e-9);
  EXPECT_NEAR(bound[1], 9'000.0 * 1.02, 1e-9);
}

TEST(TypesWithoutBaseYears, TakeNationalCostOfTheYearAtOurRisk) {
  ThreeWayUpdate const update{.national_growth = {{"a", 0.04}, {"b", 0.04}},
                              .regional_growth = {{"a", 0.06}, {"b", 0.06}},
                              .national_weight = 0.5,
                              .acpt_growth = {{"a", 0.05}, {"b", 0.05}},
                              .relative_risk = {{"a", 1.1}, {"b", 1.0}}};
  AggregateRiskAdjustment const risk{.ratio = {{"a", 5.0}, {"b", 1.0}}, .demographic_ratio = 1.0};
  std::vector<double> const made = per_capita({update, risk}, even_history(0.0));
  EXPECT_NEAR(made[0], 10'000.0 * 1.04 * 1.1, 1e-9);
  EXPECT_NEAR(made[1], 10'500.0, 1e-9);
  TwoWayUpdate const two_way{update.national_growth, update.regional_growth, 0.5, update.relative_risk};
  EXPECT_NEAR(per_capita({two_way}, even_history(0.0))[0], 10'000.0 * 1.04 * 1.1, 1e-9);
}

TEST(TypesWithoutBaseYears, NobodyAtAllIsNoExposureAndNoNan) {
  std::vector<NamedTerm> terms = m1_build();
  std::vector<NamedTerm> const track = basic_e({.revenue = 1e9, .minimum = 0.01});
  terms.insert(terms.end(), track.begin(), track.end());
  std::map<std::string, double> nobody = m1_person_years;
  for (auto& [type, years] : nobody) years = 0.0;
  Ledger const ledger = write_ledger(terms, m1_position());
  for (LedgerLine const& line : ledger.lines) EXPECT_TRUE(std::isfinite(value_among(line.after, nobody)));
  EXPECT_EQ(value_among(ledger.settlement, nobody), 0.0);
  EXPECT_EQ(value_among(ledger.exposed, nobody), 0.0);
}

TEST(Additions, StandOnTheTotalWithTheMonthsGivenOrThePanels) {
  Position at;
  at.benchmark = 1'000.0;
  at.months = 50.0;
  EXPECT_EQ(value_among(line_of(BenchmarkUpdate{0.045}, at), {}), 45.0);
  EXPECT_EQ(value_among(line_of(BenchmarkAddition{30.0, {}}, at), {}), 1'500.0);
  EXPECT_EQ(value_among(line_of(BenchmarkAddition{-10.0, 20.0}, at), {}), -200.0);
}

TEST(Guardrail, NeverHurtsWhateverCapAndMinimum) {
  for (double rate : {0.0, 0.01, 0.02})
    for (double two_way = 8'000.0; two_way <= 12'000.0; two_way += 250.0)
      for (double cost = 9'000.0; cost <= 14'000.0; cost += 125.0) {
        std::vector<NamedTerm> terms = enhanced({.minimum = rate});
        Year const year{10'000.0 * 1'000.0, cost * 1'000.0, 1'000.0};
        double const without = settle(terms, year);
        Guardrail guardrail;
        guardrail.rate = rate;
        guardrail.two_way_pbpy = two_way;
        terms.insert(terms.begin() + 2, {"guardrail", guardrail, {}});
        double const with = settle(terms, year);
        ASSERT_GE(with, without) << rate << ' ' << two_way << ' ' << cost;
        ASSERT_TRUE(with <= 0.0 || with == without);  // it pays no one
      }
}

std::string faults(std::vector<Term> const& terms, PanelView const& view = even_position().view) {
  std::vector<NamedTerm> named;
  for (Term const& term : terms) named.push_back({"t" + std::to_string(named.size()), term, {}});
  std::string told;
  for (Problem const& problem : faults_of(named, view)) told += problem.key + ": " + problem.what + "\n";
  return told;
}

TEST(BuildFaults, OrderAndNumberOfBenchmarks) {
  EXPECT_EQ(faults({even_history(), region(1.0, 1.0)}), "");
  EXPECT_THAT(faults({region(1.0, 1.0), even_history()}),
              HasSubstr("t0: stands before there is a benchmark by enrolment type"));
  EXPECT_THAT(faults({even_history(), even_history()}), HasSubstr("t1: opens a second benchmark"));
  Guardrail guardrail;
  guardrail.rate = 0.01;
  EXPECT_THAT(faults({GrossSavings{}, guardrail}), HasSubstr("t1: stands before"));
  guardrail.two_way_pbpy = 10'000.0;
  EXPECT_EQ(faults({GrossSavings{}, guardrail}), "");
  EXPECT_THAT(faults({GrossSavings{}, Guardrail{{}, {}, {}, 1.0}}), HasSubstr("t1.rate: missing"));
}

TEST(LineFaults, ATermThatNamesNoLineIsRefused) {
  EXPECT_THAT(faults({GrossSavings{}, OverlapIn{}}), HasSubstr("t1.of: no line \"\" stands above it"));
}

TEST(BuildFaults, TypesListsAndWeights) {
  RegionalAdjustment one_type = region(1.0, 1.0);
  one_type.region.erase("b");
  EXPECT_THAT(faults({even_history(), one_type}),
              HasSubstr("t1.region: there is none for enrolment type \"b\""));
  PanelView only_a = even_position().view;
  only_a.only = {ExposureClass{0}};
  EXPECT_EQ(faults({even_history(), one_type}, only_a), "");
  HistoricalBenchmark history = even_history();
  history.weights = {0.3, 0.6};
  history.cost["a"] = {1.0};
  std::string const told = faults({history});
  EXPECT_THAT(told, HasSubstr("t0.cost.a: lists 1 numbers, not 2"));
  EXPECT_THAT(told, HasSubstr("t0.weights: sum to 0.9"));
  EXPECT_THAT(faults({even_history(), PriorSavingsAdjustment{.gains = {1.0}}}),
              HasSubstr("t1.gains: lists 1 years, not 3"));
  PanelView nobody;
  nobody.without_members = true;
  EXPECT_THAT(faults({even_history()}, nobody), HasSubstr("t0: needs members"));
}

}  // namespace
}  // namespace plimsoll::test
