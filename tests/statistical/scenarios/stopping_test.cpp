// Stopping when the error is small enough must not ruin what the error says: after the rule stopped, the 95 %
// interval of the reserve still holds the true value in at least 93 of 100 runs. A run that looks after every
// 16 trials, and stops at once, does not: the negative control.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/reserve/reserve.hpp"
#include "plimsoll/scenarios/precision.hpp"
#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

constexpr int repetitions = 1'000;

/// One contract that owes what a normal year costs beyond its benchmark, cut at nothing: the law of the
/// amount owed is closed.
CompiledStudy study(std::string const& reserve) {
  test::PanelStudy panel;
  panel.process_cv = 3.0;
  panel.pack = "mssp/enhanced@2024";
  panel.terms = "[contract.quality]\nscore = 0.8\n";
  std::string text = panel.text();
  std::string const written = "policy = \"mean\"\n";
  text.replace(text.find(written), written.size(), reserve);
  return compile_study(load_study_text(text, "stopping.toml", {}));
}

/// Blocks of one repetition, drawn once.
class Repetition {
 public:
  Repetition(CompiledStudy const& compiled, std::uint64_t seed)
      : plan_(Seed{seed}, 1, compiled.plan.years(), compiled.plan.drivers(), compiled.plan.engine(),
              compiled.plan.program()) {}

  TrialTable first(std::uint64_t trials) {
    for (auto block = static_cast<std::uint32_t>(blocks_.size()); block < blocks_for(trials); ++block)
      blocks_.push_back(plan_.run_block({block}));
    TrialTable table{plan_.columns(), trials, {}};
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      for (std::uint64_t trial = 0; trial < trials; ++trial)
        table.values.push_back(blocks_[trial / lane_count].columns[column][trial % lane_count]);
    return table;
  }

 private:
  RunPlan plan_;
  std::vector<TrialRows> blocks_;
};

ReserveLine line_of(CompiledStudy const& compiled, TrialTable const& table) {
  ReserveRule const rule{compiled.loaded.study.reserve.policy,
                         compiled.loaded.study.reserve.level.value_or(0.0)};
  return size_reserve(test::deal(table, "owed"), exact_figure("none", 1e9, Unit::dollars), rule);
}

double truth_of(CompiledStudy const& compiled) {
  Repetition many(compiled, 987'654'321);
  return line_of(compiled, many.first(2'000'000)).reserve.value;
}

struct Coverage {
  double share = 0.0, mean_trials = 0.0;
};

template <class Stop>
Coverage coverage_of(CompiledStudy const& compiled, double truth, Stop const& stop) {
  int held = 0;
  double trials = 0.0;
  for (int i = 0; i < repetitions; ++i) {
    Repetition repetition(compiled, 1'000 + static_cast<std::uint64_t>(i));
    TrialTable const table = stop(repetition);
    Figure const reserve = line_of(compiled, table).reserve;
    held += reserve.interval && reserve.interval->low <= truth && truth <= reserve.interval->high;
    trials += static_cast<double>(table.trials);
  }
  return {held / static_cast<double>(repetitions), trials / repetitions};
}

TrialTable by_the_rule(CompiledStudy const& compiled, ErrorTarget const& target, Repetition& repetition) {
  return *run_to_precision(
      compiled, PrecisionRule{target}, 0,
      [&](std::uint64_t trials) { return std::optional(repetition.first(trials)); },
      [](PrecisionCheck const&) {});
}

TrialTable at_the_first_small_error(CompiledStudy const& compiled, double dollars, Repetition& repetition) {
  for (std::uint64_t trials = 32;; trials += 16) {
    TrialTable table = repetition.first(trials);
    Figure const reserve = line_of(compiled, table).reserve;
    if (reserve.std_error <= dollars) return table;
  }
}

void expect_kept(CompiledStudy const& compiled, double truth, ErrorTarget const& target) {
  Coverage const kept =
      coverage_of(compiled, truth, [&](Repetition& r) { return by_the_rule(compiled, target, r); });
  testing::Test::RecordProperty("coverage", std::to_string(kept.share));
  testing::Test::RecordProperty("mean_trials", std::to_string(kept.mean_trials));
  EXPECT_GE(kept.share, 0.93) << to_text(target);
}

TEST(Stopping, TheIntervalOfAMeanStillHoldsTheTruth) {
  CompiledStudy const compiled = study("policy = \"mean\"\n");
  double const truth = truth_of(compiled);
  expect_kept(compiled, truth, {0.04, true});
  expect_kept(compiled, truth, {0.04 * truth, false});
  Coverage const naive = coverage_of(
      compiled, truth, [&](Repetition& r) { return at_the_first_small_error(compiled, 0.20 * truth, r); });
  RecordProperty("coverage_naive", std::to_string(naive.share));
  EXPECT_LT(naive.share, 0.93) << "the check cannot see a rule that stops too soon";
}

TEST(Stopping, TheIntervalOfATailMeanStillHoldsTheTruth) {
  CompiledStudy const compiled = study("policy = \"tvar\"\nlevel = 0.95\n");
  expect_kept(compiled, truth_of(compiled), {0.02, true});
}

TEST(Stopping, TheIntervalOfAPercentileStillHoldsTheTruth) {
  CompiledStudy const compiled = study("policy = \"percentile\"\nlevel = 0.95\n");
  expect_kept(compiled, truth_of(compiled), {0.03, true});
}

}  // namespace
}  // namespace plimsoll
