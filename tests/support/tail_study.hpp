#pragma once

#include <fmt/format.h>

#include <string>

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll::test {

/// ENHANCED on the PanelLaw engine with eight drivers: what members do by themselves is one cheap draw, so
/// estimators of the tail can be tried many times. `process_cv` 2.6 is that of capped Medicare cost.
struct TailStudy {
  int members = 20'000;
  std::string estimator = "plain";
  std::string policy = "tvar";
  double level = 0.99;
  std::uint64_t seed = 1;

  std::string text() const {
    return fmt::format(
        "schema = \"study/1\"\n"
        "[run]\ntrials = 4_096\nseed = {}\nengine = \"panel\"\nestimator = \"{}\"\nperformance_years = "
        "[2026]\n"
        "[reserve]\npolicy = \"{}\"\nlevel = {}\n"
        "[population.aco]\nmembers = {}\n"
        "growth = {{ dist = \"pert\", low = -0.03, mode = 0.01, high = 0.04 }}\n"
        "score = {{ dist = \"normal\", mean = 1.0, sd = 0.008 }}\n"
        "[cost.aco]\npbpy = 14_300\nprocess_cv = 2.6\nyear = 2025\n"
        "trend = {{ dist = \"normal\", mean = 0.045, sd = 0.012 }}\n"
        "utilization = {{ dist = \"normal\", mean = 1.0, sd = 0.010 }}\n"
        "[benchmark.mssp]\npbpy = 14_800\nupdate = {{ dist = \"normal\", mean = 0.0, sd = 0.010 }}\n"
        "[quality.mssp]\nscore = {{ dist = \"beta\", mean = 0.82, sd = 0.06 }}\n"
        "[[program]]\nname = \"care\"\npopulation = \"aco\"\n"
        "effect = {{ dist = \"pert\", low = 0.0, mode = 0.005, high = 0.02 }}\n"
        "[[program]]\nname = \"site\"\npopulation = \"aco\"\n"
        "effect = {{ dist = \"pert\", low = 0.0, mode = 0.003, high = 0.012 }}\n"
        "[[contract]]\nid = \"enhanced\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\n"
        "template = \"mssp/enhanced@2026\"\nquality.score = \"quality.mssp.score\"\nminimum.rate = 0.01\n",
        seed, estimator, policy, level, members);
  }
  CompiledStudy compile() const { return compile_study(load_study_text(text(), "tail_study.toml", {})); }
};

inline std::span<double const> owed(TrialTable const& trials) {
  return *trials.column(contract_column("enhanced", "owed"), 2026);
}

/// The study on another seed.
inline CompiledStudy reseeded(CompiledStudy study, std::uint64_t seed) {
  study.plan = RunPlan(Seed{seed}, study.plan.trials(), study.plan.years(), study.plan.drivers(),
                       study.plan.engine(), study.plan.program());
  return study;
}

/// The same with as many trials as asked for, in memory.
inline TrialTable simulate(RunPlan const& plan, std::uint64_t trials) {
  return plimsoll::simulate(
      RunPlan(plan.seed(), trials, plan.years(), plan.drivers(), plan.engine(), plan.program()), 1);
}

}  // namespace plimsoll::test
