// A study of published results, on a small results file of our own: what each row becomes, what is passed
// over and told of, and how a bad file is reported.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "plimsoll/scenarios/compile_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

char const* const columns =
    "py,aco_id,aco_name,track,n_ab,py_total,py_esrd,py_dis,py_agdu,py_agnd,pc_esrd,pc_dis,pc_agdu,pc_agnd,"
    "pc_total,updated_bnchmk,abtot_bnchmk,sav_rate,msr,qual_score,met_alt_qps,rev_exp_cat\n";
char const* const columns_of_cms =
    "ACO_ID,ACO_Name,Current_Track,N_AB,N_AB_Year_PY,N_AB_Year_ESRD_PY,N_AB_Year_DIS_PY,"
    "N_AB_Year_AGED_Dual_PY,N_AB_Year_AGED_NonDual_PY,Per_Capita_Exp_ALL_ESRD_PY,Per_Capita_Exp_ALL_DIS_PY,"
    "Per_Capita_Exp_ALL_AGDU_PY,Per_Capita_Exp_ALL_AGND_PY,Per_Capita_Exp_TOTAL_PY,UpdatedBnchmk,"
    "ABtotBnchmk,Sav_rate,MinSavPerc,QualScore,Met_AltQPS,Rev_Exp_Cat\n";
char const* const small =
    "A1001,Small,E,520,500,5,45,40,410,82000,13000,19000,11000,12300,12500,6250000,0.016,0.01,0.85,,Low "
    "Revenue\n";
char const* const large =
    "A1002,Large,EN,2100,2000,20,180,160,1640,82000,13000,19000,11000,11900,12000,24000000,0.008,0.02,0.9,,"
    "High Revenue\n";
char const* const no_types =
    "A1003,No types,A,1100,1000,*,*,*,*,*,*,*,*,10000,11000,11000000,0.09,0.03,-,,High Revenue\n";
char const* const hidden =
    "A1004,Hidden,A,1100,1000,*,*,*,*,*,*,*,*,*,11000,11000000,0.09,0.03,-,,High Revenue\n";
char const* const old_track =
    "A1005,Old track,2,1100,1000,10,90,80,820,82000,13000,19000,11000,10000,11000,11000000,0.09,0.03,0.9,,\n";

char const* const cost_file = R"(schema = "cost/1"
year = 2023
categories = ["inpatient", "professional"]
[[cells]]
person_years = 1000.0
[[cells.laws]]
category = "inpatient"
count = { law = "poisson", mean = 0.3 }
severity = { law = "lognormal", mu = 9.0, sigma = 0.8 }
[[cells.laws]]
category = "professional"
count = { law = "poisson", mean = 5.0 }
severity = { law = "gamma", shape = 1.2, scale = 900.0 }
)";

std::string of_2023(std::string const& row) {
  return "2023," + row;
}

/// A study of a results file in a folder of its own.
class PublishedStudy : public testing::Test {
 protected:
  void write(std::string const& name, std::string const& text) {
    std::ofstream(folder_.path() / name) << text;
  }
  LoadedStudy load(std::string const& more = {}, Bindings const& bindings = {},
                   std::string const& engine = "sums") {
    write("cost.toml", cost_file);
    return load_study_text("schema = \"study/1\"\n[run]\ntrials = 1024\nseed = 3\nengine = \"" + engine +
                               "\"\nperformance_years = [2024]\n[reserve]\npolicy = \"mean\"\n"
                               "[published]\nresults = \"results.csv\"\nyear = 2023\n"
                               "cost_file = \"cost.toml\"\n"
                               "trend = { dist = \"normal\", mean = 0.05, sd = 0.01 }\nupdate = 0.04\n" +
                               more,
                           "study.toml", folder_.path(), bindings);
  }
  std::vector<Problem> faults(std::string const& more = {}, Bindings const& bindings = {}) {
    try {
      load(more, bindings);
    } catch (InputError const& error) {
      return error.problems();
    }
    return {};
  }

  test::ScratchFolder folder_;
};

std::vector<std::string> ids_of(LoadedStudy const& loaded) {
  std::vector<std::string> ids;
  for (ContractTable const& contract : loaded.study.contract) ids.push_back(contract.id);
  return ids;
}

TEST_F(PublishedStudy, MakesATableOfEachKindForEveryAcoTheLargestFirst) {
  write("results.csv", columns + of_2023(small) + of_2023(large) + "2022," + small);
  LoadedStudy const loaded = load();
  EXPECT_THAT(ids_of(loaded), ElementsAre("A1002", "A1001"));
  PopulationTable const& members = *loaded.study.population.find("A1002");
  EXPECT_EQ(members.members, 2000);
  EXPECT_DOUBLE_EQ(members.enrolment.at("esrd"), 0.01);
  EXPECT_DOUBLE_EQ(members.enrolment.at("aged_nondual"), 0.82);
  PopulationTable const& with_few = *loaded.study.population.find("A1001");
  EXPECT_FALSE(with_few.enrolment.contains("esrd")) << "five people, who are shared out over the others";
  EXPECT_NEAR(with_few.enrolment.at("disabled"), 45.0 / 495.0, 1e-6);
  CostTable const& cost = *loaded.study.cost.find("A1001");
  EXPECT_EQ(cost.pbpy->fixed(), 12'300.0);
  EXPECT_EQ(cost.year, 2023);
  EXPECT_EQ(cost.file, "cost.toml");
  BenchmarkTable const& benchmark = *loaded.study.benchmark.find("A1001");
  EXPECT_DOUBLE_EQ(benchmark.pbpy->central(), 12'500.0);
  EXPECT_EQ(loaded.study.contract[1].rule_packs, std::vector<std::string>{"mssp/basic-e@2024"});
  EXPECT_EQ(loaded.study.contract[0].rule_packs, std::vector<std::string>{"mssp/enhanced@2024"});
}

TEST_F(PublishedStudy, SharesOneDrawOfTheNationalDrivers) {
  write("results.csv", columns + of_2023(small) + of_2023(large));
  LoadedStudy const loaded = load();
  auto const drawn = [&](std::string const& path) {
    return std::count_if(loaded.drivers.begin(), loaded.drivers.end(),
                         [&](Driver const& driver) { return driver.path.text() == path; });
  };
  EXPECT_EQ(drawn("published.trend"), 1);
  EXPECT_EQ(drawn("cost.A1001.utilization"), 1);
  for (char const* aco : {"A1001", "A1002"}) {
    EXPECT_EQ(loaded.study.cost.find(aco)->trend.path(), KeyPath("published.trend"));
    EXPECT_EQ(loaded.study.benchmark.find(aco)->update.path(), KeyPath("published.update"));
  }
}

TEST_F(PublishedStudy, NamesOfCmsAreUnderstood) {
  write("results.csv", columns + of_2023(small) + of_2023(large));
  LoadedStudy const panel = load();
  write("results.csv", std::string(columns_of_cms) + small + large);
  LoadedStudy const cms = load();
  EXPECT_EQ(ids_of(cms), ids_of(panel));
  for (char const* aco : {"A1001", "A1002"}) {
    EXPECT_EQ(cms.study.population.find(aco)->enrolment, panel.study.population.find(aco)->enrolment);
    EXPECT_EQ(cms.study.cost.find(aco)->pbpy->fixed(), panel.study.cost.find(aco)->pbpy->fixed());
    EXPECT_EQ(cms.study.benchmark.find(aco)->pbpy->central(),
              panel.study.benchmark.find(aco)->pbpy->central());
  }
}

TEST_F(PublishedStudy, RowsThatCannotBeUsedAreTold) {
  write("results.csv", columns + of_2023(small) + of_2023(no_types) + of_2023(hidden) + of_2023(old_track));
  LoadedStudy const loaded = load();
  EXPECT_THAT(ids_of(loaded), ElementsAre("A1003", "A1001"));
  EXPECT_THAT(loaded.notices,
              testing::Contains("published: 1 of 4 ACOs left out, pc_total not published: A1004"));
  EXPECT_THAT(loaded.notices, testing::Contains(HasSubstr("no rule pack of Track 2 holds for 2024: A1005")));
  EXPECT_THAT(loaded.notices, testing::Contains(HasSubstr("shared out over the others: A1003")));
}

TEST_F(PublishedStudy, CostIsBroughtToThePublishedMean) {
  write("results.csv", columns + of_2023(small) + of_2023(large));
  CompiledStudy const study =
      compile_study(load("", {"", {"published.trend=0.0", "cost.A1001.utilization=1.0"}, {}}));
  TrialTable const trials = simulate(study.plan);
  auto const cost = *trials.column(contract_column("A1001", "expenditure"), 2024);
  double sum = 0.0, squares = 0.0;
  for (double dollars : cost) sum += dollars / 500.0;
  double const count = static_cast<double>(cost.size()), mean = sum / count;
  for (double dollars : cost) squares += (dollars / 500.0 - mean) * (dollars / 500.0 - mean);
  double const error = std::sqrt(squares / (count - 1.0) / count);
  EXPECT_NEAR(mean, 12'300.0, 4.9 * error);
  EXPECT_GT(std::abs(mean - 1.03 * 12'300.0), 4.9 * error) << "a shift of 3 % must be seen";
}

TEST_F(PublishedStudy, EnginePanelTakesCostByType) {
  write("results.csv", columns + of_2023(large));
  LoadedStudy const loaded = load("", {}, "panel");
  CostTable const& cost = *loaded.study.cost.find("A1002");
  EXPECT_FALSE(cost.file.has_value());
  EXPECT_EQ(cost.relative_cost.at("esrd"), 82'000.0);
}

TEST_F(PublishedStudy, WhatTheStudySaysOfAnAcoStands) {
  write("results.csv", columns + of_2023(small) + of_2023(large));
  LoadedStudy const loaded = load(
      "[cost.A1001]\nutilization = 0.98\n[[contract]]\nid = \"A1001\"\ntemplate = \"mssp/enhanced@2024\"\n");
  EXPECT_EQ(loaded.study.cost.find("A1001")->utilization.fixed(), 0.98);
  EXPECT_EQ(loaded.study.cost.find("A1001")->pbpy->fixed(), 12'300.0);
  ASSERT_EQ(loaded.study.contract.size(), 2u);
  EXPECT_EQ(loaded.study.contract.front().id, "A1001");
  EXPECT_EQ(loaded.study.contract.front().rule_packs, std::vector<std::string>{"mssp/enhanced@2024"});
}

TEST_F(PublishedStudy, SomeAcosCanBeAskedFor) {
  write("results.csv", columns + of_2023(small) + of_2023(large));
  EXPECT_THAT(ids_of(load("", {"", {"published.acos=[\"A1001\"]"}, {}})), ElementsAre("A1001"));
  std::vector<Problem> const wrong = faults("", {"", {"published.acos=[\"A1001\", \"A1009\"]"}, {}});
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong.front().key, "published.acos");
  EXPECT_THAT(wrong.front().what, HasSubstr("A1009"));
}

TEST_F(PublishedStudy, AFileThatIsNotThereIsNamedWithWhatToDo) {
  std::vector<Problem> const wrong = faults();
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong.front().key, "published.results");
  EXPECT_EQ(wrong.front().spot.line, 10u);
  EXPECT_THAT(wrong.front().suggestion, HasSubstr("--set"));
}

TEST_F(PublishedStudy, BadCellsAreReportedAllAtOnceByLineAndColumn) {
  std::string bad(small), twice(large);
  bad.replace(bad.find("12300"), 5, "a lot");
  std::string track(no_types);
  track.replace(track.find(",A,"), 3, ",Q,");
  write("results.csv", columns + of_2023(bad) + of_2023(twice) + of_2023(twice) + of_2023(track));
  std::vector<Problem> const wrong = faults();
  ASSERT_EQ(wrong.size(), 3u);
  EXPECT_EQ(wrong[0].spot.line, 2u);
  EXPECT_EQ(wrong[0].key, "pc_total");
  EXPECT_EQ(wrong[1].spot.line, 4u);
  EXPECT_EQ(wrong[1].key, "aco_id");
  EXPECT_EQ(wrong[2].spot.line, 5u);
  EXPECT_EQ(wrong[2].key, "track");
}

TEST_F(PublishedStudy, FaultsOfTheStudyComeWithThoseOfTheFile) {
  write("results.csv", columns + of_2023(small));
  std::vector<Problem> const wrong = faults("", {"", {"published.trend=7", "run.trials=0"}, {}});
  EXPECT_EQ(wrong.size(), 2u);
}

}  // namespace
}  // namespace plimsoll
