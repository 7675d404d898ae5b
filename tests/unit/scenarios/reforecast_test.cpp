#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "in_year/drawn_study.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

constexpr char const* head =
    "schema = \"study/1\"\n[run]\ntrials = 700\nseed = 3\nengine = \"panel\"\nperformance_years = [2024]\n"
    "[reserve]\npolicy = \"mean\"\n[population.aco]\nmembers = 5000\n"
    "[cost.aco]\npbpy = 10_000\nprocess_cv = 2.0\nyear = 2023\n"
    "trend = { dist = \"normal\", mean = 0.03, sd = 0.02 }\n[benchmark.mssp]\npbpy = 10_200\n"
    "update = { dist = \"normal\", mean = 0.0, sd = 0.01 }\n"
    "[[quality.mssp.measure]]\nname = \"control\"\ndenominator = 400\nstandard = 0.7\n"
    "true_rate = { dist = \"beta\", mean = 0.7, sd = 0.05 }\n"
    "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\n"
    "template = \"mssp/enhanced@2024\"\n[contract.minimum]\nrate = 0.01\n"
    "[contract.quality]\nscore = \"quality.mssp.score\"\nstandard = 0.5\n";

LoadedStudy study(std::string const& more) {
  return load_study_text(head + more, "study.toml", {});
}

/// So many months, all paid, of so many dollars each.
std::string months_paid(int months, double dollars, double completion = 1.0, double error = 0.0) {
  std::string paid, complete, errors;
  for (int month = 0; month < months; ++month) {
    std::string const comma = month ? ", " : "";
    paid += comma + std::to_string(dollars);
    complete += comma + std::to_string(completion);
    errors += comma + std::to_string(error);
  }
  return "[actual_to_date.aco]\npaid_through = \"2024-07-31\"\npaid = [" + paid + "]\ncompletion = [" +
         complete + "]\ncompletion_error = [" + errors + "]\n";
}

std::vector<double> values(TrialTable const& trials, std::string const& name) {
  auto const column = *trials.column(name, 2024);
  return {column.begin(), column.end()};
}

double deviation(std::vector<double> const& values) {
  return Sample("x", Unit::dollars, values).standard_deviation().value;
}

TEST(Reforecast, WithNothingKnownTheTrialsAreThoseOfTheRun) {
  LoadedStudy const loaded = study(months_paid(6, 4.4e6));
  TrialTable const run = simulate(compile_study(loaded).plan);
  Reforecast const start = reforecast(loaded, {"2024-01-01", {}, {}, 0});
  EXPECT_EQ(start.trials.values, run.values);
  EXPECT_EQ(start.trials.columns, run.columns);
  EXPECT_NE(reforecast(loaded, {"2024-07-31", {}, {}, 0}).trials.values, run.values);
}

TEST(Reforecast, ACompleteYearLeavesBenchmarkAndQualityOnly) {
  std::string more = months_paid(12, 4.3e6) + "member_months = [";
  for (int month = 0; month < 12; ++month) more += month ? ", 5010" : "5010";
  Reforecast const year = reforecast(study(more + "]\n"), {"2025-01-31", {}, {}, 0});
  std::vector<double> const cost = values(year.trials, "panel/aco/spend/total"),
                            months = values(year.trials, "panel/aco/member_months");
  EXPECT_EQ(*std::min_element(cost.begin(), cost.end()), 12 * 4.3e6);
  EXPECT_EQ(*std::max_element(cost.begin(), cost.end()), 12 * 4.3e6);
  EXPECT_EQ(*std::max_element(months.begin(), months.end()), 12.0 * 5010.0);
  EXPECT_EQ(*std::min_element(months.begin(), months.end()), 12.0 * 5010.0);
  EXPECT_GT(deviation(values(year.trials, "contract/deal/benchmark")), 1e5);
  EXPECT_GT(deviation(values(year.trials, "quality/mssp/control/rate")), 0.01);
}

TEST(Reforecast, UnpaidClaimsKeepACompleteYearOpen) {
  Reforecast const year = reforecast(study(months_paid(12, 4.3e6, 0.9, 0.01)), {"2025-01-31", {}, {}, 0});
  // Twelve independent errors of 1/90 of a month's completed cost.
  EXPECT_NEAR(
      deviation(values(year.trials, "panel/aco/spend/total")) / (std::sqrt(12.0) * 4.3e6 / 0.9 * 0.01 / 0.9),
      1.0, 4.9 / std::sqrt(2.0 * 700.0) + 0.01);
}

TEST(Reforecast, CompletedLessPaidIsIbnrPerMemberMonth) {
  Reforecast const half = reforecast(study(months_paid(6, 4e6, 0.8)), {"2024-07-31", {}, {}, 0});
  auto const table = std::find_if(half.tables.begin(), half.tables.end(),
                                  [](Table const& one) { return one.id() == "months.aco"; });
  ASSERT_NE(table, half.tables.end());
  ASSERT_EQ(table->rows().size(), 6u);
  for (Row const& row : table->rows()) {
    double const raw = std::get<Figure>(row.cells[1]).value, completed = std::get<Figure>(row.cells[2]).value,
                 ibnr = std::get<Figure>(row.cells[3]).value;
    EXPECT_NEAR(raw, 4e6 / 5000.0, 1e-9);
    EXPECT_NEAR(completed - raw, ibnr, 1e-9);
    EXPECT_NEAR(ibnr, 1e6 / 5000.0, 1e-9);
  }
}

TEST(Reforecast, QualityIsDecidedWhereNoMonthRemains) {
  std::string const known =
      "[quality_to_date.mssp]\nthrough = \"2024-12-31\"\n[[quality_to_date.mssp.measure]]\n"
      "name = \"control\"\ndenominator = 380\nnumerator = ";
  for (auto const& [numerator, passes] : {std::pair{266, 1.0}, std::pair{265, 0.0}}) {
    Reforecast const end =
        reforecast(study(known + std::to_string(numerator) + "\n"), {"2025-01-31", {}, {}, 0});
    for (double passed : values(end.trials, "quality/mssp/control/passed")) EXPECT_EQ(passed, passes);
  }
}

TEST(Reforecast, QualitySoFarMovesTheTrueRateAsBayesDoes) {
  std::string const known =
      "[quality_to_date.mssp]\nthrough = \"2024-06-30\"\n[[quality_to_date.mssp.measure]]\n"
      "name = \"control\"\ndenominator = 200\nnumerator = 156\n";
  Reforecast const half = reforecast(study(known), {"2024-07-31", {}, {}, 0});
  std::vector<double> const rate = values(half.trials, "quality/mssp/control/rate");
  // A beta law of that mean and deviation is Beta(58.1, 24.9): a posteriori Beta(214.1, 68.9), mean 0.7565.
  double const mean = std::accumulate(rate.begin(), rate.end(), 0.0) / static_cast<double>(rate.size());
  EXPECT_NEAR(mean, 0.5 * (0.78 + 0.7565), 0.005);
  for (double one : rate) EXPECT_TRUE(one >= 156.0 / 400.0 && one <= 356.0 / 400.0);
}

TEST(Reforecast, SourcesOfALaterDateAreLeftOut) {
  Reforecast const early = reforecast(study(months_paid(6, 4e6)), {"2024-06-30", {}, {}, 0});
  ASSERT_EQ(early.known.notices.size(), 1u);
  EXPECT_TRUE(early.known.cost.front().months.empty());
}

TEST(Reforecast, FaultsAreToldTogether) {
  try {
    study(
        "[reforecast]\nseasonality = [1, 1]\n[actual_to_date.nobody]\npaid = [1.0]\ncompletion = [0.5, 0.6]\n"
        "[quality_to_date.mssp]\nthrough = \"June\"\n[[quality_to_date.mssp.measure]]\nname = \"control\"\n"
        "numerator = 3\ndenominator = 2\n");
    FAIL();
  } catch (InputError const& error) {
    EXPECT_EQ(error.problems().size(), 6u) << error.what();
  }
}

TEST(Reforecast, ChangesAddUpToTheCent) {
  std::filesystem::path const folder =
      std::filesystem::path(testing::TempDir()) / "plimsoll-reforecast-change";
  std::filesystem::remove_all(folder);
  LoadedStudy const before = study(months_paid(6, 4.3e6, 0.9));
  keep_reforecast(folder, before, reforecast(before, {"2024-07-31", {}, {}, 0}), false);
  std::string changed = head + months_paid(7, 4.4e6, 0.95);
  changed.replace(changed.find("10_200"), 6, "10_300");
  changed.replace(changed.find("mean = 0.03"), 11, "mean = 0.04");
  Reforecast const now =
      reforecast(load_study_text(changed, "study.toml", {}), {"2024-08-31", folder, {}, 0});
  Table const& change = now.tables.back();
  ASSERT_EQ(change.id(), "change.deal.2024");
  double sum = 0.0;
  for (Row const& row : change.rows())
    if (row.id != "before" && row.id != "now" && row.id != "unexplained")
      sum += std::get<Figure>(row.cells[1]).value;
  EXPECT_EQ(std::get<Figure>(change.rows().end()[-2].cells[1]).value, 0.0);
  EXPECT_NEAR(sum, std::get<Figure>(change.rows().back().cells[1]).value, 1e-6);
  for (char const* step : {"study", "benchmark", "restated", "months"}) {
    auto const row =
        std::find_if(change.rows().begin(), change.rows().end(), [&](Row const& r) { return r.id == step; });
    ASSERT_NE(row, change.rows().end());
    EXPECT_NE(std::get<Figure>(row->cells[1]).value, 0.0) << step;
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace plimsoll
