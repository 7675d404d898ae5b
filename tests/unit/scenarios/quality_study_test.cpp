#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "support/quality_study.hpp"

namespace plimsoll {
namespace {

using test::column;
using test::dollar_for;
using test::measure;
using test::run_text;
using test::study_of_scores;
using testing::AllOf;
using testing::HasSubstr;

std::string const passed = "\"quality.aco.a1c.passed\"";

std::string faults(std::string const& text) {
  try {
    run_text(text);
  } catch (InputError const& error) {
    return error.what();
  }
  return {};
}

TEST(QualityStudy, KeepsRatesPassesAndScores) {
  TrialTable const trials =
      run_text(study_of_scores(measure("a1c", 400, "0.71", 0.68) + dollar_for(passed), 50));
  for (double rate : column(trials, "quality/aco/a1c/rate"))
    EXPECT_EQ(rate * 400.0, std::round(rate * 400.0));
  auto const pass = column(trials, "quality/aco/a1c/passed"), score = column(trials, "quality/aco/score"),
             paid = column(trials, "contract/deal/settlement");
  for (std::size_t i = 0; i < pass.size(); ++i) {
    EXPECT_EQ(pass[i], column(trials, "quality/aco/a1c/rate")[i] >= 0.68 ? 1.0 : 0.0);
    EXPECT_EQ(score[i], pass[i]);
    EXPECT_EQ(paid[i], pass[i]);
  }
}

TEST(QualityStudy, ScoreOrMeasuresNotBoth) {
  std::string const both = "[quality.aco]\nscore = 0.8\n" + measure("a1c", 400, "0.71", 0.68);
  EXPECT_THAT(faults(study_of_scores(both + dollar_for(passed))), HasSubstr("both a score and measures"));
  EXPECT_THAT(faults(study_of_scores("[quality.aco]\n" + dollar_for("1"))),
              HasSubstr("neither a score nor measures"));
}

TEST(QualityStudy, AScenarioCannotPutAScoreBesideMeasures) {
  std::string const text = study_of_scores(measure("a1c", 400, "0.71", 0.68) + dollar_for(passed));
  EXPECT_THROW(run_text(text, {"", {"quality.aco.score=0.6"}, {}}), InputError);
}

TEST(QualityStudy, MeasuresAreFoundByTheirNames) {
  std::string const text = study_of_scores(measure("a1c", 400, "0.71", 0.68) + dollar_for(passed), 300);
  TrialTable const sure = run_text(text, {"", {"quality.aco.a1c.true_rate=1.0"}, {}});
  for (double rate : column(sure, "quality/aco/a1c/rate")) EXPECT_EQ(rate, 1.0);
}

TEST(QualityStudy, ATrueRateMayBeSharedAndIsDrawnOnce) {
  std::string const law = "{ dist = \"beta\", mean = 0.7, sd = 0.05 }";
  for (char const* written :
       {"quality.aco.a1c.true_rate", "quality.aco.measure.a1c.true_rate", "a1c.true_rate"}) {
    TrialTable const trials = run_text(
        study_of_scores("[quality.aco]\ncorrelation = 0.5\n" + measure("a1c", 400, law, 0.68) +
                        measure("again", 400, fmt::format("\"{}\"", written), 0.68) + dollar_for(passed)));
    std::size_t draws = 0;
    for (ColumnInfo const& info : trials.columns) draws += info.name.starts_with("draws/");
    EXPECT_EQ(draws, 1u) << written;
  }
}

TEST(QualityStudy, ResultsAreForContractsAlone) {
  std::string const wrong =
      "[population.aco]\nmembers = 100\ngrowth = \"quality.aco.score\"\n"
      "[cost.aco]\npbpy = 1000\nprocess_cv = 1\n";
  EXPECT_THAT(faults(study_of_scores(wrong + measure("a1c", 400, "0.71", 0.68) + dollar_for(passed))),
              AllOf(HasSubstr("population.aco.growth"), HasSubstr("a result of quality measures")));
  EXPECT_THAT(
      faults(study_of_scores(measure("a1c", 400, "0.71", 0.68) +
                             measure("b", 400, "\"quality.aco.a1c.rate\"", 0.5) + dollar_for(passed))),
      HasSubstr("quality.aco.b.true_rate"));
}

TEST(QualityStudy, AMisspeltResultIsToldFromANearOne) {
  EXPECT_THAT(
      faults(study_of_scores(measure("a1c", 400, "0.71", 0.68) + dollar_for("\"quality.aco.alc.passed\""))),
      HasSubstr("did you mean \"quality.aco.a1c.passed\"?"));
}

TEST(QualityStudy, SmallDenominatorsAreLeftOut) {
  std::string const small = measure("a1c", 400, "1.0", 0.68) + measure("rare", 19, "0.0", 0.5, "weight = 3");
  TrialTable const trials = run_text(study_of_scores(small + dollar_for("\"quality.aco.all_passed\"")));
  EXPECT_EQ(column(trials, "quality/aco/score")[0], 1.0);  // the weight of the other goes to it
  EXPECT_EQ(column(trials, "contract/deal/settlement")[0], 1.0);
  EXPECT_THAT(faults(study_of_scores(small + dollar_for("\"quality.aco.rare.passed\""))),
              HasSubstr("left out of its table"));
  EXPECT_THAT(faults(study_of_scores(measure("rare", 19, "0.5", 0.5) + dollar_for("1"))),
              HasSubstr("no measure that counts"));
  std::string const counted = "[quality.aco]\nminimum_denominator = 19\n" + small;
  EXPECT_EQ(column(run_text(study_of_scores(counted + dollar_for(passed))), "quality/aco/score")[0], 0.25);
}

TEST(QualityStudy, RefusesMeasuresThatCannotBeScored) {
  auto const told = [](std::string const& measures) {
    return faults(study_of_scores(measures + dollar_for("1")));
  };
  EXPECT_THAT(told(measure("a", 400, "0.7", 0.6) + measure("a", 400, "0.7", 0.6)), HasSubstr("two measures"));
  for (char const* name : {"score", "all_passed", "correlation", "reporting_failure"})
    EXPECT_THAT(told(measure(name, 400, "0.7", 0.6)), HasSubstr("name of a key or a result"));
  EXPECT_THAT(told(measure("a.b", 400, "0.7", 0.6)), HasSubstr("letters, digits"));
  EXPECT_THAT(told(measure("a", 400, "0.7", 0.6, "weight = 0")), HasSubstr("has no weight"));
  EXPECT_THAT(told(measure("a", 400, "0.7", 0.6, "points = [[0.6, 0.5], [0.5, 1.0]]")),
              HasSubstr("worst to best"));
  EXPECT_THAT(told(measure("a", 400, "0.7", 0.6, "points = [[0.5, 0.5], [0.6, 0.2]]")),
              HasSubstr("earns less"));
  EXPECT_THAT(told(measure("a", 400, "71", 0.6)), HasSubstr("did you mean 0.71?"));
}

TEST(QualityStudy, SaysWhereCorrelationHasNoEffect) {
  auto const notices = [](std::string const& law) {
    return load_study_text(
               study_of_scores("[quality.aco]\ncorrelation = 0.5\n" + measure("a", 400, law, 0.6) +
                               measure("b", 400, law, 0.6) + dollar_for("1")),
               "study.toml", {})
        .notices;
  };
  EXPECT_THAT(notices("0.7"), testing::Contains(HasSubstr("quality.aco.correlation")));
  EXPECT_TRUE(notices("{ dist = \"beta\", mean = 0.7, sd = 0.05 }").empty());
}

TEST(QualityStudy, AMeasureMoreMovesNoOther) {
  std::string const law = "{ dist = \"beta\", mean = 0.7, sd = 0.05 }", one = measure("a1c", 400, law, 0.68);
  TrialTable const alone = run_text(study_of_scores(one + dollar_for(passed), 500));
  TrialTable const more =
      run_text(study_of_scores(measure("b", 300, law, 0.6) + one + dollar_for(passed), 500));
  for (char const* name :
       {"quality/aco/a1c/rate", "draws/quality.aco.a1c.true_rate", "contract/deal/settlement"})
    for (std::size_t i = 0; i < 500; ++i) ASSERT_EQ(column(alone, name)[i], column(more, name)[i]) << name;
  EXPECT_NE(column(more, "quality/aco/a1c/rate")[0], column(more, "quality/aco/b/rate")[0]);
}

TEST(QualityStudy, ABetterTrueRateNeverMeasuresWorse) {
  std::string const text = study_of_scores(measure("a1c", 400, "0.70", 0.68) + dollar_for(passed), 2'000);
  TrialTable const base = run_text(text), up = run_text(text, {"", {"quality.aco.a1c.true_rate=0.705"}, {}});
  for (std::size_t i = 0; i < 2'000; ++i) {
    ASSERT_GE(column(up, "quality/aco/a1c/rate")[i], column(base, "quality/aco/a1c/rate")[i]);
    ASSERT_GE(column(up, "contract/deal/settlement")[i], column(base, "contract/deal/settlement")[i]);
  }
}

// A file that never arrives lowers what is measured, in every trial, and leaves true quality as it was.
TEST(QualityStudy, AMissingFileLowersMeasuredQualityOnly) {
  std::string const law = "{ dist = \"beta\", mean = 0.7, sd = 0.05 }";
  for (char const* better : {"higher", "lower"}) {
    std::string const text = study_of_scores(
        measure("a1c", 400, law, 0.68, fmt::format("better = \"{}\"", better)) + dollar_for(passed), 2'000);
    TrialTable const whole = run_text(text);
    TrialTable const missing = run_text(text, {"", {"quality.aco.a1c.completeness=0.9"}, {}});
    std::string const truth = "draws/quality.aco.a1c.true_rate", rate = "quality/aco/a1c/rate";
    std::size_t worse = 0;
    for (std::size_t i = 0; i < 2'000; ++i) {
      ASSERT_EQ(column(missing, truth)[i], column(whole, truth)[i]);
      double const loss = column(whole, rate)[i] - column(missing, rate)[i];
      ASSERT_GE(better == std::string("higher") ? loss : -loss, 0.0);
      worse += loss != 0.0;
    }
    EXPECT_EQ(worse, 2'000u);
  }
}

TEST(QualityStudy, NothingReportedNothingPaid) {
  std::string const text = study_of_scores(
      "[quality.aco]\nreporting_failure = 0.0\n" + measure("a1c", 400, "0.99", 0.5) + dollar_for(passed),
      200);
  TrialTable const reported = run_text(text);
  for (double paid : column(reported, "contract/deal/settlement")) ASSERT_EQ(paid, 1.0);
  TrialTable const failed = run_text(text, {"", {"quality.aco.reporting_failure=1.0"}, {}});
  for (double paid : column(failed, "contract/deal/settlement")) ASSERT_EQ(paid, 0.0);
  for (double score : column(failed, "quality/aco/score")) ASSERT_EQ(score, 0.0);
}

}  // namespace
}  // namespace plimsoll
