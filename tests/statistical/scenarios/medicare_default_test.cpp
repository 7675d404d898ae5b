// The shipped Medicare law through the whole pipeline: what members alone scatter of a savings rate, base
// years drawn too, against the constant behind CMS's table of minimum savings rates.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

std::string const law_file = PLIMSOLL_SOURCE_DIR "/scenarios/data/medicare-default.toml";
constexpr int lives = 2'500;

/// Truncation as CMS settled 2022 with; weights of a first agreement, 42 CFR 425.602(a)(6) as of 2011, when
/// the table was made.
std::string study_text(std::string const& limits) {
  return fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = 16_384\nseed = 11\nbase_years = [2021, 2022, 2023]\n"
      "performance_years = [2024]\n[reserve]\npolicy = \"mean\"\n[population.aco]\nmembers = {}\n"
      "[cost.aco]\nfile = \"{}\"\n[benchmark.mssp]\nbase_year_weights = [0.1, 0.3, 0.6]\n"
      "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\n"
      "[[contract.term]]\nname = \"truncation\"\nkind = \"claimant_cap\"\nlimits = {}\n"
      "[[contract.term]]\nkind = \"gross_savings\"\n",
      lives, law_file, limits);
}

/// sd(savings rate) · √N, with its standard error.
Figure scatter(std::string const& limits) {
  TrialTable const table = simulate(compile_study(load_study_text(study_text(limits), "k.toml", {})).plan);
  auto const benchmark = test::deal(table, "benchmark"), cost = test::deal(table, "expenditure");
  std::vector<double> rate;
  for (std::size_t i = 0; i < cost.size(); ++i)
    rate.push_back(std::sqrt(lives) * (benchmark[i] - cost[i]) / benchmark[i]);
  return Sample("k", Unit::none, rate).standard_deviation();
}

TEST(MedicareDefault, ScattersASavingsRateAsCmsTookIt) {
  Figure const k =
      scatter("{ esrd = 507_077, disabled = 177_548, aged_dual = 236_991, aged_nondual = 147_189 }");
  RecordProperty("k", std::to_string(k.value));
  EXPECT_GT(k.value + test::tail_1e6 * k.std_error, 2.0);
  EXPECT_LT(k.value - test::tail_1e6 * k.std_error, 2.3);
  // Negative control: without truncation it is another constant.
  Figure const uncut = scatter("{ esrd = 9e7, disabled = 9e7, aged_dual = 9e7, aged_nondual = 9e7 }");
  EXPECT_GT(uncut.value, k.value + test::tail_1e6 * std::hypot(k.std_error, uncut.std_error));
}

TEST(MedicareDefault, CostsWhatAssignedMembersCost) {
  CostModel const law = read_cost_file(law_file);
  double years = 0.0, dollars = 0.0;
  for (CellLaw const& cell : law.cells) {
    years += *cell.person_years;
    dollars += *cell.person_years * moments(cell).mean;
  }
  EXPECT_EQ(law.cells.size(), 4u);
  EXPECT_EQ(law.categories.size(), 6u);
  ASSERT_TRUE(law.frailty.has_value());
  EXPECT_NEAR(dollars / years, 12'251.0, 150.0) << "mean over ACOs of Per_Capita_Exp_TOTAL_PY, 2023";
}

}  // namespace
}  // namespace plimsoll
