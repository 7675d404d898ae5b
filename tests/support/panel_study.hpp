#pragma once

#include <fmt/format.h>

#include <string>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll::test {

/// A contract-only study of one MSSP contract on the PanelLaw engine, one performance year, 2024.
struct PanelStudy {
  std::string pack = "mssp/enhanced@2024";
  int members = 12'000;
  double benchmark_pbpy = 10'000.0;
  double cost_pbpy = 10'000.0;
  double process_cv = 0.0;
  std::string terms;  ///< tables of the contract, e.g. "[contract.minimum]\nrate = 0.01\n"
  long trials = 1;

  std::string text() const {
    return fmt::format(
        "schema = \"study/1\"\n"
        "[run]\ntrials = {}\nseed = 20260715\nengine = \"panel\"\nperformance_years = [2024]\n"
        "[reserve]\npolicy = \"mean\"\n"
        "[population.aco]\nmembers = {}\n"
        "[cost.aco]\npbpy = {}\nprocess_cv = {}\n"
        "[benchmark.mssp]\npbpy = {}\n"
        "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\ntemplate = \"{}\"\n{}",
        trials, members, cost_pbpy, process_cv, benchmark_pbpy, pack, terms);
  }
  TrialTable simulate() const {
    return plimsoll::simulate(compile_study(load_study_text(text(), "panel_study.toml", {})).plan);
  }
};

/// A column of the study's contract.
inline std::span<double const> deal(TrialTable const& trials, std::string const& what) {
  return *trials.column(contract_column("deal", what), 2024);
}

/// Half-width of a two-sided test with tail 1e-6, in standard errors.
inline constexpr double tail_1e6 = 4.9;

}  // namespace plimsoll::test
