#include "plimsoll/scenarios/precision.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "support/panel_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

CompiledStudy study() {
  test::PanelStudy panel;
  panel.process_cv = 3.0;
  panel.terms = "[contract.quality]\nscore = 0.8\n";
  panel.trials = 512;
  return compile_study(load_study_text(panel.text(), "precision.toml", {}));
}

TEST(ErrorTarget, IsAShareOrDollars) {
  EXPECT_EQ(read_error_target("0.01"), (ErrorTarget{0.01, true}));
  EXPECT_EQ(read_error_target("2.5%"), (ErrorTarget{0.025, true}));
  EXPECT_EQ(read_error_target("25000"), (ErrorTarget{25'000.0, false}));
  EXPECT_EQ(read_error_target("$25,000"), (ErrorTarget{25'000.0, false}));
  EXPECT_EQ(read_error_target("25_000"), (ErrorTarget{25'000.0, false}));
  EXPECT_EQ(read_error_target("$0.50"), (ErrorTarget{0.5, false}));
  for (char const* wrong : {"", "x", "0", "-0.1", "100%", "$5%", "nan", "1e400", "0.01 of it"})
    EXPECT_THROW(read_error_target(wrong), InputError) << wrong;
}

TEST(Precision, LooksAreFewAndLieInWholeBlocks) {
  Study const plan = study().loaded.study;
  EXPECT_EQ(first_check(plan), 2'560u);
  auto const next = [&](std::uint64_t trials, std::optional<std::uint64_t> needed) {
    PrecisionCheck last;
    last.trials = trials;
    last.needed = needed;
    return next_check(plan, last);
  };
  EXPECT_EQ(next(2'560, 5'121), 5'376u) << "whole blocks";
  EXPECT_EQ(next(2'560, 2'600), 3'328u) << "a quarter more at least";
  EXPECT_EQ(next(2'560, 1'000'000'000), 20'480u) << "an estimate from few trials is not trusted far";
  EXPECT_EQ(next(2'560, std::nullopt), 5'120u) << "too few to say";
  Study tail = plan;
  tail.reserve.policy = ReservePolicy::tvar;
  tail.reserve.level = 0.99;
  EXPECT_EQ(first_check(tail), 10'240u) << "a hundred trials beyond the percentile";
}

class PrecisionRun : public testing::Test {
 protected:
  RunOutcome run(char const* folder, std::optional<PrecisionRule> rule, long trials,
                 RunFolderUse use = RunFolderUse::fresh) {
    CompiledStudy compiled = study();
    compiled.plan = RunPlan(compiled.plan.seed(), static_cast<std::uint64_t>(trials), compiled.plan.years(),
                            compiled.plan.drivers(), compiled.plan.engine(), compiled.plan.program());
    RunSetting setting;
    setting.folder = scratch_.path() / folder;
    setting.use = use;
    setting.threads = 1;
    setting.precision = rule;
    setting.checked = [&](PrecisionCheck const& check) { checks_.push_back(check); };
    setting.progress = [&](std::size_t done, std::size_t blocks) {
      never_behind_ = never_behind_ && done <= blocks;
    };
    return run_study(compiled, setting);
  }
  std::string bytes(char const* folder) const {
    return test::read_bytes(scratch_.path() / folder / "results.h5");
  }

  test::ScratchFolder scratch_;
  std::vector<PrecisionCheck> checks_;
  bool never_behind_ = true;
};

TEST_F(PrecisionRun, IsTheRunOfItsLength) {
  RunOutcome const outcome = run("target", PrecisionRule{{0.02, true}}, 512);
  ASSERT_TRUE(outcome.precision->met);
  EXPECT_GT(checks_.size(), 1u);
  EXPECT_FALSE(checks_.front().met);
  EXPECT_GT(*checks_.front().needed, checks_.front().trials);
  EXPECT_TRUE(never_behind_) << "time left is never negative";
  run("fixed", std::nullopt, static_cast<long>(outcome.trials));
  EXPECT_EQ(bytes("target"), bytes("fixed"));
  // Once met, a tighter target continues from the trials there are.
  checks_.clear();
  RunOutcome const tighter = run("target", PrecisionRule{{0.015, true}}, 512, RunFolderUse::resume);
  EXPECT_GT(tighter.trials, outcome.trials);
  EXPECT_GE(checks_.front().trials, outcome.trials);
}

TEST_F(PrecisionRun, EndsAtTheMostTrials) {
  RunOutcome const outcome = run("most", PrecisionRule{{1.0, false}, 3'000}, 512);
  EXPECT_TRUE(outcome.finished);
  EXPECT_FALSE(outcome.precision->met);
  EXPECT_EQ(outcome.trials, 3'000u);
  EXPECT_GT(*outcome.precision->needed, 1'000'000u);
}

}  // namespace
}  // namespace plimsoll
