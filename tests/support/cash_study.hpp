#pragma once

#include <fmt/format.h>

#include <string>

#include "plimsoll/scenarios/cash_flows.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll::test {

/// A study drawn, with its dated flows. Not movable: the flows stand on the other two.
struct CashRun {
  CompiledStudy compiled;
  TrialTable trials;
  CashFlows flows;

  explicit CashRun(LoadedStudy loaded)
      : compiled(compile_study(std::move(loaded))),
        trials(simulate(compiled.plan)),
        flows(compiled.loaded.study, compiled.plan.seed(), trials) {}
  explicit CashRun(std::string text) : CashRun(load_study_text(std::move(text), "cash.toml", {})) {}
  CashRun(CashRun const&) = delete;
  CashRun& operator=(CashRun const&) = delete;
};

inline std::string const head =
    "schema = \"study/1\"\n[run]\ntrials = 512\nseed = 5\nengine = \"panel\"\nperformance_years = [2027]\n"
    "[reserve]\npolicy = \"mean\"\n[population.p]\nmembers = 4_000\n"
    "[cost.p]\npbpy = 9_000\nprocess_cv = 2.0\nyear = 2027\n[benchmark.b]\npbpy = 9_050\n";

/// Full capitation whose claims we pay, two months after care.
inline std::string const capitation_text =
    head +
    "[cash]\nopening = 1_000_000\n[[contract]]\nid = \"deal\"\npopulation = \"p\"\n"
    "[contract.settlement]\nmonths = [4, 9]\nclaims = \"us\"\nclaims_lag_months = 2\nrun_out_months = 3\n"
    "[[contract.term]]\nkind = \"capitation\"\npmpm = 765.43\n"
    "[[contract.term]]\nkind = \"withhold\"\nrate = 0.02\n"
    "[[contract.term]]\nkind = \"earn_back\"\nscore = { dist = \"beta\", mean = 0.8, sd = 0.05 }\n"
    "[[contract.term]]\nkind = \"gross_savings\"\n[[contract.term]]\nkind = \"administration\"\npmpm = "
    "4.321\n";

/// Shared savings and losses of 2027, paid as `settlement` says; `more` are tables of the study.
inline std::string window_text(std::string const& settlement, std::string const& more = {}) {
  return head + more +
         "[[contract]]\nid = \"deal\"\npopulation = \"p\"\nbenchmark = \"b\"\n[contract.settlement]\n" +
         settlement + "\n[[contract.term]]\nkind = \"gross_savings\"\n";
}

}  // namespace plimsoll::test
