// Rule packs of pay for performance through the whole pipeline: worked examples and rows of users.md table A.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/scenarios/load_study.hpp"
#include "support/panel_study.hpp"
#include "support/quality_study.hpp"

namespace plimsoll {
namespace {

using test::column;
using test::measure;
using test::run_text;
using test::study_of_scores;

std::string const studies = std::string{PLIMSOLL_SOURCE_DIR} + "/scenarios/studies/";

CompiledStudy shipped(char const* name, std::vector<std::string> set, std::string scenario = {}) {
  return compile_study(load_study(studies + name, {std::move(scenario), std::move(set), {}}));
}

// users.md row 46 on the shipped study: a cost and quality that are certain settle exactly.
double sorso(std::vector<std::string> set) {
  for (char const* certain :
       {"run.trials=1", "cost.panel.process_cv=0", "quality.sorso.hba1c_control.true_rate=1",
        "quality.sorso.blood_pressure_control.true_rate=1", "quality.sorso.readmissions.true_rate=0",
        "quality.sorso.avoidable_emergency.true_rate=0"})
    set.insert(set.begin(), certain);
  return column(simulate(shipped("sorso-p4p.toml", set).plan), "contract/bonus/settlement")[0];
}

TEST(SorsoStudy, PaysAHundredAndSixtyThousandOrNothing) {
  EXPECT_EQ(sorso({"cost.panel.pbpy=5_040"}), 160'000.00);
  EXPECT_EQ(sorso({"cost.panel.pbpy=5_172"}), 160'000.00);  // 431.00: +2.619 %
  EXPECT_EQ(sorso({"cost.panel.pbpy=5_208"}), 0.00);        // 434.00: +3.333 %
  EXPECT_EQ(sorso({"cost.panel.pbpy=5_196.24"}), 0.00);     // +3.1 %
  EXPECT_EQ(sorso({"cost.panel.pbpy=5_040", "quality.sorso.readmissions.true_rate=1"}),
            0.00);  // three of four
}

TEST(SorsoStudy, CanBeTwoSided) {
  EXPECT_EQ(sorso({"cost.panel.pbpy=4_800"}), 160'000.00);
  EXPECT_EQ(sorso({"cost.panel.pbpy=4_800", "contract.bonus.cost.down_to=0.03"}), 0.00);
}

// users.md row 47: the 3.2 million are earned already; no column but base_ffs shows them.
TEST(SorsoStudy, NeverShowsRevenueAsExposure) {
  CompiledStudy const study = shipped("sorso-p4p.toml", {"run.trials=2_000"});
  TrialTable const trials = simulate(study.plan);
  for (std::size_t i = 0; i < trials.columns.size(); ++i) {
    std::string const& name = trials.columns[i].name;
    if (!name.starts_with("contract/") || name.ends_with("/expenditure")) continue;
    bool const base = name.ends_with("/base_ffs");
    for (double value : trials.column(i)) {
      if (base) {
        ASSERT_EQ(value, 3'200'000.0);
      } else {
        ASSERT_LE(std::abs(value), 160'000.0) << name;
      }
      if (name.ends_with("/owed") || name.ends_with("/maximum_owed")) {
        ASSERT_EQ(value, 0.0) << name;
      }
    }
  }
}

// users.md row 59.
TEST(SorsoStudy, NothingReportedPaysNothing) {
  TrialTable const trials =
      simulate(shipped("sorso-p4p.toml", {"run.trials=2_000"}, "nothing_reported").plan);
  for (double paid : column(trials, "contract/bonus/settlement")) ASSERT_EQ(paid, 0.0);
}

TEST(P4pLadder, PaysTheStepOfTheScore) {
  auto const paid = [](double score) {
    return column(run_text(study_of_scores(fmt::format(
                      "[population.aco]\nmembers = 1_000\n[cost.aco]\npbpy = 5_000\nprocess_cv = 0\n"
                      "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\ntemplate = \"p4p/ladder@2026\"\n"
                      "[contract.base_revenue]\ndollars = 1_000_000\n[contract.quality]\nscore = {}\n"
                      "[contract.cost]\nbase_pmpm = 420\n",
                      score))),
                  "contract/deal/settlement")[0];
  };
  EXPECT_EQ(paid(0.49), 0.00);
  EXPECT_EQ(paid(0.50), 12'500.00);
  EXPECT_EQ(paid(0.84), 25'000.00);
  EXPECT_EQ(paid(0.95), 50'000.00);
}

// contracts.md 6.2 through the packs: one final score in all four categories.
double mips(std::string const& pack, std::string const& categories, double allowed = 2'400'000.0,
            double scaling = 0.25) {
  return column(
      run_text(study_of_scores(fmt::format("[[contract]]\nid = \"deal\"\ntemplate = \"mips/{}@2026\"\n"
                                           "[contract.adjustment]\nallowed = {}\nscaling = {}\n{}",
                                           pack, allowed, scaling, categories))),
      "contract/deal/settlement")[0];
}
std::string categories(double quality, double cost, double improvement, double interoperability) {
  return fmt::format("quality = {}\ncost = {}\nimprovement = {}\ninteroperability = {}\n", quality, cost,
                     improvement, interoperability);
}

// users.md row 11: both as templates to compare, same score, same result.
TEST(MipsPacks, SameScoreSameResult) {
  for (double score : {0.90, 0.82, 0.75, 0.60, 0.15}) {
    std::string const same = categories(score, score, score, score);
    EXPECT_EQ(mips("traditional", same), mips("value-in-primary-care", same));
  }
  EXPECT_NEAR(mips("traditional", categories(0.9, 0.9, 0.9, 0.9)), 32'400.00, 0.005);
  EXPECT_NEAR(mips("value-in-primary-care", categories(0.6, 0.6, 0.6, 0.6)), -43'200.00, 0.005);
  std::string const uneven = categories(0.9, 0.4, 1.0, 0.8);
  EXPECT_EQ(mips("traditional", uneven), mips("value-in-primary-care", uneven));
  // The weights do count: the APM pathway scores no cost (0.5 · 0.9 + 0.2 · 1.0 + 0.3 · 0.8 = 0.89).
  EXPECT_NE(mips("app", uneven), mips("traditional", uneven));
  EXPECT_NEAR(mips("app", uneven), 2'400'000.0 * 0.09 * 0.25 * (0.89 - 0.75) / 0.25, 0.006);
}

TEST(MipsPacks, TheShippedStudySettlesEqualQualityEqually) {
  TrialTable const trials = simulate(shipped("mips-vip-mvp.toml", {"run.trials=2_000"}, "same_quality").plan);
  auto const a = column(trials, "contract/traditional/settlement"),
             b = column(trials, "contract/value_in_primary_care/settlement");
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(a[i], b[i]);
  TrialTable const apart = simulate(shipped("mips-vip-mvp.toml", {"run.trials=2_000"}).plan);
  EXPECT_NE(column(apart, "contract/traditional/settlement")[0],
            column(apart, "contract/value_in_primary_care/settlement")[0]);
}

double adjustment(std::string const& pack, int year, std::string const& values,
                  char const* what = "settlement") {
  return column(run_text(study_of_scores(
                    "[[contract]]\nid = \"deal\"\ntemplate = \"" + pack + "\"\n" + values, 1, year)),
                std::string("contract/deal/") + what, year)[0];
}

// contracts.md 6.3 and users.md row 14.
TEST(HhvbpPack, SettlesTheWorkedAgencyWithinItsBounds) {
  std::string const agency =
      "[contract.adjustment]\npayments = 6_000_000\nscore = 0.45\nslope = 2.727272727272727\n";
  EXPECT_EQ(adjustment("hhvbp/expanded@2026", 2026, agency), 68'181.82);
  std::string const ten_million = "[contract.adjustment]\npayments = 10_000_000\nslope = 2.7\nscore = ";
  EXPECT_EQ(adjustment("hhvbp/expanded@2026", 2026, ten_million + "0.5\n", "maximum_owed"), 500'000.00);
  EXPECT_EQ(adjustment("hhvbp/expanded@2026", 2026, ten_million + "1.0\n"), 500'000.00);
  EXPECT_EQ(adjustment("hhvbp/expanded@2026", 2026, ten_million + "0.0\n"), -500'000.00);
}

TEST(HhvbpStudy, StaysWithinItsBounds) {
  TrialTable const trials = simulate(shipped("hhvbp.toml", {"run.trials=5_000"}).plan);
  for (double paid : column(trials, "contract/hhvbp/settlement")) {
    ASSERT_GE(paid, -500'000.0);
    ASSERT_LE(paid, 500'000.0);
  }
  EXPECT_EQ(column(trials, "contract/hhvbp/maximum_owed")[0], 500'000.0);
}

// contracts.md 6.4: the divisor of the year.
TEST(HvbpPacks, SettleTheWorkedHospital) {
  std::string const hospital = "[contract.adjustment]\npayments = 200_000_000\nscore = 0.38\nslope = ";
  EXPECT_EQ(adjustment("hvbp/hospital@2025", 2025, hospital + "2.0\n"), -960'000.00);
  EXPECT_EQ(std::round(adjustment("hvbp/hospital@2026", 2026, hospital + "2.4\n")), -683'636.0);
}

// contracts.md 6.5.
TEST(HrrpPack, SettlesTheWorkedHospital) {
  EXPECT_EQ(
      adjustment("hrrp/hospital@2026", 2026,
                 "[contract.penalty]\nbase_payments = 120_000_000\nneutrality = 0.97\nconditions = [\n"
                 "{ name = \"ami\", payments = 10_000_000, ratio = 1.08, peer_median = 1.01 },\n"
                 "{ name = \"copd\", payments = 6_000_000, ratio = 0.97, peer_median = 0.99 },\n"
                 "{ name = \"heart_failure\", payments = 4_000_000, ratio = 1.12, peer_median = 1.00 }]\n"),
      -1'144'600.00);
}

// The quality gate of the Shared Savings Program takes a score of measures, and one measure as its
// alternative.
TEST(MsspPacks, TakeQualityFromMeasures) {
  auto const settled = [](double a1c, double pressure, double readmissions) {
    std::string const quality = "[quality.aco]\n" +
                                measure("a1c", 400, std::to_string(a1c), 0.5, "weight = 3") +
                                measure("pressure", 400, std::to_string(pressure), 0.5) +
                                measure("readmissions", 400, std::to_string(readmissions), 0.5);
    return column(
        run_text(study_of_scores(
            quality + "[population.aco]\nmembers = 12_000\n[cost.aco]\npbpy = 9_600\nprocess_cv = 0\n"
                      "[benchmark.mssp]\npbpy = 10_000\n"
                      "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\n"
                      "template = \"mssp/enhanced@2026\"\n[contract.minimum]\nrate = 0.01\n"
                      "[contract.quality]\nscore = \"quality.aco.score\"\n"
                      "alternative = \"quality.aco.pressure.passed\"\n")),
        "contract/deal/settlement")[0];
  };
  double const savings = 12'000 * 400.0;
  EXPECT_NEAR(settled(1, 1, 0), savings * 0.75 * 0.98, 0.005);        // 0.8 meets 0.7385
  EXPECT_NEAR(settled(0, 1, 1), savings * 0.75 * 0.98 * 0.4, 0.005);  // 0.4: by the alternative alone
  EXPECT_EQ(settled(0, 0, 1), 0.00);
}

}  // namespace
}  // namespace plimsoll
