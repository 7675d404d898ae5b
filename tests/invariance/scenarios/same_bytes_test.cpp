// One study, one answer: results.h5 is the same file for any threads, any block order, and after stop and
// resume.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <random>
#include <string>

#include "plimsoll/scenarios/cost_file.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

char const* const study_text = R"(
schema = "study/1"
[run]
trials = 2500
seed = 99
base_years = [2023]
performance_years = [2024, 2025]
[reserve]
policy = "tvar"
level = 0.95
[population.aco]
members = 150
enrolment = { aged_nondual = 0.9, esrd = 0.1 }
growth = { dist = "uniform", low = -0.1, high = 0.1 }
[cost.aco]
file = "cost.toml"
trend = { dist = "normal", mean = 0.04, sd = 0.01, year_corr = 0.5 }
[benchmark.mssp]
base_year_weights = [1.0]
update = { dist = "normal", mean = 0.02, sd = 0.01 }
[quality.mssp]
score = { dist = "beta", mean = 0.8, sd = 0.05 }
[correlation]
"cost.aco.trend ~ benchmark.mssp.update" = 0.5
[[contract]]
id = "enhanced"
population = "aco"
benchmark = "mssp"
template = "mssp/enhanced@2024"
quality.score = "quality.mssp.score"
minimum.rate = 0.01
)";

class SameBytes : public testing::Test {
 protected:
  SameBytes() {
    CostModel model{"cost/1", 2023, "", {"inpatient", "other"}, {}};
    std::vector<CategoryLaw> const laws{
        {"inpatient", NegativeBinomialCount{0.3, 0.7}, LognormalSeverity{9.3, 1.0}, {}},
        {"other", BernoulliCount{0.9}, GammaSeverity{1.1, 4000.0}, {}}};
    model.cells = {{"*", "*", "*", 1000.0, laws}};
    test::write_bytes(scratch_.path() / "cost.toml", cost_file_text(model));
  }
  CompiledStudy study(Bindings const& bindings = {}) const {
    return compile_study(load_study_text(study_text, "same_bytes.toml", scratch_.path(), bindings));
  }
  std::filesystem::path folder(std::string const& name) const { return scratch_.path() / name; }
  std::string run(std::string const& name, std::size_t threads) const {
    RunSetting setting;
    setting.folder = folder(name);
    setting.threads = threads;
    return test::read_bytes(run_study(study(), setting).results);
  }
  /// Runs until `blocks` blocks are done, then stops as Ctrl-C does.
  void run_and_stop(std::string const& name, RunFolderUse use, std::size_t blocks) const {
    std::atomic<std::size_t> asked{0};
    RunSetting setting;
    setting.folder = folder(name);
    setting.use = use;
    setting.threads = 1;
    setting.stop = [&] { return asked++ >= blocks; };
    EXPECT_FALSE(run_study(study(), setting).finished);
  }

  test::ScratchFolder scratch_;
};

TEST_F(SameBytes, OneThreadAndTwo) {
  std::string const one = run("one", 1);
  ASSERT_FALSE(one.empty());
  EXPECT_TRUE(one == run("two", 2));
  EXPECT_TRUE(one == run("four", 4));
}

TEST_F(SameBytes, AnyBlockOrder) {
  for (unsigned seed : {5u, 6u}) {
    RunSetting setting;
    setting.folder = folder("shuffled" + std::to_string(seed));
    setting.threads = seed % 2 + 1;
    setting.checkpoint = {};
    setting.order = [&](std::vector<std::uint32_t>& blocks) {
      std::shuffle(blocks.begin(), blocks.end(), std::mt19937(seed));
    };
    EXPECT_TRUE(test::read_bytes(run_study(study(), setting).results) ==
                run("straight" + std::to_string(seed), 1));
  }
}

TEST_F(SameBytes, StopAndResumeTwice) {
  run_and_stop("stopped", RunFolderUse::fresh, 3);
  EXPECT_FALSE(std::filesystem::exists(folder("stopped") / "results.h5"));
  run_and_stop("stopped", RunFolderUse::resume, 2);
  RunSetting setting;
  setting.folder = folder("stopped");
  setting.use = RunFolderUse::resume;
  std::size_t first_progress = 0;
  setting.progress = [&](std::size_t done, std::size_t) {
    first_progress = first_progress ? first_progress : done;
  };
  std::string const resumed = test::read_bytes(run_study(study(), setting).results);
  EXPECT_EQ(first_progress, 6u) << "finished blocks were drawn again";
  EXPECT_TRUE(resumed == run("straight", 2));
  EXPECT_FALSE(std::filesystem::exists(folder("stopped") / "parts"));
}

TEST_F(SameBytes, ResumeRefusesAnotherPlan) {
  run_and_stop("other", RunFolderUse::fresh, 2);
  RunSetting setting;
  setting.folder = folder("other");
  setting.use = RunFolderUse::resume;
  EXPECT_THROW(run_study(study({"", {"contract.enhanced.minimum.rate=0.02"}, {}}), setting), InputError);
}

// Negative control: the comparison above would see a difference in one term.
TEST_F(SameBytes, AnotherTermGivesAnotherFile) {
  RunSetting setting;
  setting.folder = folder("changed");
  RunOutcome const changed = run_study(study({"", {"contract.enhanced.minimum.rate=0.02"}, {}}), setting);
  EXPECT_FALSE(test::read_bytes(changed.results) == run("straight", 1));
}

}  // namespace
}  // namespace plimsoll
