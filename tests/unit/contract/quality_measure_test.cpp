#include "plimsoll/models/contract/quality_measure.hpp"

#include <gtest/gtest.h>

#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

QualityMeasure measure(std::string name, double standard, double actual) {
  QualityMeasure made;
  made.name = std::move(name);
  made.denominator = 400;
  made.standard = standard;
  made.actual = actual;
  return made;
}

/// A result where each measure was measured at its `actual`.
double result(MeasureSet const& set, std::string const& name) {
  Program const program =
      compile({{name, 0, Unit::none, "", quality_results(set, Position{}).at("quality.aco." + name)}});
  std::vector<double> columns;
  for (ColumnSource const& source : program.columns)
    for (QualityMeasure const& candidate : set.measures)
      if (std::get<MeasureColumn>(source).rate.path == set.path / candidate.name)
        columns.push_back(candidate.actual->fixed());
  return evaluate(program, columns).front();
}

MeasureSet const two{KeyPath("quality.aco"), {measure("a", 0.68, 0.68), measure("b", 0.5, 0.4975)}};

TEST(QualityResults, MeetOrExceed) {
  EXPECT_EQ(result(two, "a.passed"), 1.0);
  EXPECT_EQ(result(two, "a.rate"), 0.68);
  EXPECT_EQ(result(two, "b.passed"), 0.0);
  EXPECT_EQ(result(two, "passed"), 1.0);
  EXPECT_EQ(result(two, "all_passed"), 0.0);
  EXPECT_EQ(result(two, "reported"), 1.0);
}

// 272 of 400 is 68 %: a count over its denominator meets the standard it was written as.
TEST(QualityResults, ARateOnItsStandardPasses) {
  for (int n : {7, 20, 30, 100, 400, 1'450})
    for (int k = 0; k <= n; k += 1 + n / 40) {
      double const standard = std::stod(std::to_string(k)) / n;
      EXPECT_EQ(
          result({KeyPath("quality.aco"), {measure("a", standard, static_cast<double>(k) / n)}}, "a.passed"),
          1.0);
    }
}

TEST(QualityResults, ScoreIsTheWeightedShareThatPasses) {
  EXPECT_EQ(result(two, "score"), 0.5);
  MeasureSet weighted = two;
  weighted.measures[0].weight = 3.0;
  EXPECT_EQ(result(weighted, "score"), 0.75);
}

TEST(QualityResults, LowerIsBetterWhereItSaysSo) {
  MeasureSet set{KeyPath("quality.aco"), {measure("readmissions", 0.15, 0.15)}};
  set.measures[0].better = Better::lower;
  EXPECT_EQ(result(set, "readmissions.passed"), 1.0);
  set.measures[0].actual = 0.1501;
  EXPECT_EQ(result(set, "readmissions.passed"), 0.0);
}

TEST(QualityResults, StepsEarnTheirShareOfPoints) {
  auto const score = [](Better better, std::vector<TablePoint> steps, double actual) {
    MeasureSet set{KeyPath("quality.aco"), {measure("a", 0.5, actual)}};
    set.measures[0].better = better;
    set.measures[0].points = std::move(steps);
    return result(set, "score");
  };
  std::vector<TablePoint> const up{{0.5, 0.25}, {0.7, 1.0}}, down{{0.3, 0.25}, {0.1, 1.0}};
  EXPECT_EQ(score(Better::higher, up, 0.49), 0.0);
  EXPECT_EQ(score(Better::higher, up, 0.5), 0.25);
  EXPECT_EQ(score(Better::higher, up, 0.7), 1.0);
  EXPECT_EQ(score(Better::lower, down, 0.31), 0.0);
  EXPECT_EQ(score(Better::lower, down, 0.3), 0.25);
  EXPECT_EQ(score(Better::lower, down, 0.05), 1.0);
}

TEST(QualityResults, AskTheDrawForOneRateAMeasure) {
  MeasureSet set = two;
  std::vector<NamedExpr> kept;
  for (auto const& [name, expr] : quality_results(set, Position{}))
    kept.push_back({name, 0, Unit::none, "", expr});
  EXPECT_EQ(compile(kept).columns.size(), 2u);
  set.reporting_failure = 0.1;  // one more, shared by every result
  kept.clear();
  for (auto const& [name, expr] : quality_results(set, Position{}))
    kept.push_back({name, 0, Unit::none, "", expr});
  Program const program = compile(kept);
  ASSERT_EQ(program.columns.size(), 3u);
  for (ColumnSource const& source : program.columns)
    ASSERT_TRUE(std::holds_alternative<MeasureColumn>(source));
}

}  // namespace
}  // namespace plimsoll
