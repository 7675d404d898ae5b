// Worked example M1 of the contract reference (1.6), from history to payment at full precision, through the
// shipped study and its rule packs: where nothing is drawn it settles exactly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {
namespace {

using testing::Contains;
using testing::HasSubstr;

std::filesystem::path const shipped_study =
    std::filesystem::path(PLIMSOLL_SOURCE_DIR) / "scenarios" / "studies" / "mssp-benchmark-build.toml";

/// The study with every law replaced by the example's number.
std::vector<std::string> const as_worked{
    "run.trials=1",
    "cost.aco.process_cv=0",
    "cost.aco.utilization=1",
    "contract.basic_e.quality.score=0.9",
    "contract.basic_e.three_way_update.national_growth.aged_nondual=0.046",
    "contract.basic_e.three_way_update.regional_growth.aged_nondual=0.052",
    "contract.basic_e.aggregate_risk_adjustment.ratio.aged_nondual=1.045"};

CompiledStudy compiled(std::vector<std::string> const& changes = {}, Bindings bindings = {}) {
  bindings.set = as_worked;
  bindings.set.insert(bindings.set.end(), changes.begin(), changes.end());
  return compile_study(load_study(shipped_study, bindings));
}

double settled(std::string const& contract, std::string const& what,
               std::vector<std::string> const& changes = {}) {
  TrialTable const trials = simulate(compiled(changes).plan);
  return (*trials.column(contract_column(contract, what), 2024))[0];
}

TEST(BenchmarkBuild, M1FromHistoryToPayment) {
  EXPECT_NEAR(settled("basic_e", "benchmark"), 170'321'417.55, 0.005);
  EXPECT_EQ(settled("basic_e", "settlement"), 2'837'579.00);
  EXPECT_EQ(settled("enhanced", "settlement"), 4'256'368.50);
  EXPECT_EQ(settled("basic_e", "settlement",
                    {"contract.basic_e.quality.score=0.62", "contract.basic_e.quality.alternative=1"}),
            1'759'298.98);
}

// 1.2 step 10: cost between the two benchmarks is a loss under the three-way update only.
TEST(BenchmarkBuild, TheGuardrailReadsTheElectedMinimumAndTheTwoWayBenchmark) {
  std::vector<std::string> changes{"contract.basic_e.minimum.rate=0.0005", "cost.aco.pbpy=14210.0"};
  EXPECT_EQ(settled("basic_e", "settlement", changes), 0.0);
  Bindings without_guardrail;
  without_guardrail.without = {"basic_e.guardrail"};
  TrialTable const trials = simulate(compiled(changes, without_guardrail).plan);
  EXPECT_NEAR((*trials.column(contract_column("basic_e", "settlement"), 2024))[0],
              -0.30 * (14'210.0 * 12'000.0 - 170'321'417.55), 0.01);
}

// 1.5: a type with nobody in the last base year takes national cost of the year at the ACO's risk, and says
// so.
TEST(BenchmarkBuild, ATypeWithoutBaseYearsIsBuiltFromNationalCostAndTold) {
  std::vector<std::string> const changes{"contract.basic_e.historical_benchmark.person_years.esrd=0",
                                         "contract.basic_e.regional_adjustment.region.esrd=0"};
  CompiledStudy const plan = compiled(changes);
  EXPECT_THAT(plan.loaded.notices, Contains(HasSubstr("nobody of enrolment type \"esrd\"")));
  // Only the first type changes: 92,000 · 1.030 · 1.00 in place of 92,136.07 for 120 person-years. Risk over
  // the other types, 1.0376, is still above the bound of 1.034.
  EXPECT_NEAR(settled("basic_e", "benchmark", changes), 170'321'417.55 + 120.0 * (94'760.0 - 92'136.07), 1.0);
}

TEST(BenchmarkBuild, BaseYearsCanBeBoundByTheirNumber) {
  double const before = settled("basic_e", "benchmark");
  EXPECT_GT(
      settled("basic_e", "benchmark", {"contract.basic_e.historical_benchmark.trend.aged_nondual.1=0.10"}),
      before);
}

TEST(BenchmarkBuild, Before2024TheUpdateIsTwoWayAndRiskIsCappedByType) {
  // mssp/benchmark-build@2019 on the same history: the second type's region lies 2 % below its history.
  std::string const text = R"(
schema = "study/1"
[run]
trials = 1
seed = 1
engine = "panel"
performance_years = [2023]
[reserve]
policy = "mean"
[population.aco]
members = 10_000
enrolment = { disabled = 0.5, aged_nondual = 0.5 }
[cost.aco]
pbpy = 10_000
process_cv = 0
[[contract]]
id = "deal"
population = "aco"
template = ["track.toml", "mssp/benchmark-build@2019"]
historical_benchmark.weights = [1.0]
historical_benchmark.cost = { disabled = [12_000], aged_nondual = [10_000] }
historical_benchmark.person_years = { disabled = 5_000, aged_nondual = 5_000 }
historical_benchmark.national = { disabled = 12_000, aged_nondual = 10_000 }
regional_adjustment.region = { disabled = 12_000, aged_nondual = 9_800 }
regional_adjustment.weight_when_lower = 0.35
regional_adjustment.weight_when_higher = 0.15
two_way_update.national_weight = 0.1
two_way_update.national_growth = { disabled = 0.02, aged_nondual = 0.03 }
two_way_update.regional_growth = { disabled = 0.04, aged_nondual = 0.05 }
risk_adjustment.ratio = { disabled = 1.05, aged_nondual = 0.90 }
)";
  std::filesystem::path const folder = std::filesystem::path(testing::TempDir()) / "build-2019";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "track.toml")
      << "schema = \"rulepack/1\"\ntitle = \"savings alone\"\nperformance_years = [2023]\n"
         "[[term]]\nkind = \"gross_savings\"\n";
  TrialTable const trials = simulate(compile_study(load_study_text(text, "build.toml", folder)).plan);
  std::filesystem::remove_all(folder);
  double const disabled = 12'000.0 * (1.0 + 0.1 * 0.02 + 0.9 * 0.04) * 1.03;
  double const aged = (10'000.0 - 0.15 * 200.0) * (1.0 + 0.1 * 0.03 + 0.9 * 0.05) * 0.90;
  EXPECT_NEAR((*trials.column(contract_column("deal", "benchmark"), 2023))[0], 5'000.0 * (disabled + aged),
              0.01);
}

}  // namespace
}  // namespace plimsoll
