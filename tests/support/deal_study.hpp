#pragma once

#include <fmt/format.h>

#include <string>

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll::test {

/// A study of one population on the PanelLaw engine, with no benchmark of its own: contracts make theirs, or
/// need none. Without process_cv it settles exactly.
struct DealStudy {
  int year = 2026;
  int members = 1'000;
  double cost_pbpy = 0.0;
  double process_cv = 0.0;
  std::string contracts;  ///< `[[contract]]` tables; the population is "people"
  long trials = 1;

  std::string text() const {
    return fmt::format(
        "schema = \"study/1\"\n"
        "[run]\ntrials = {}\nseed = 20260716\nengine = \"panel\"\nperformance_years = [{}]\n"
        "[reserve]\npolicy = \"mean\"\n"
        "[population.people]\nmembers = {}\n"
        "[cost.people]\npbpy = {}\nprocess_cv = {}\n{}",
        trials, year, members, cost_pbpy, process_cv, contracts);
  }
  TrialTable simulate() const {
    return plimsoll::simulate(compile_study(load_study_text(text(), "deal_study.toml", {})).plan);
  }
  /// What a contract settles in the first trial.
  double settlement(std::string const& contract = "deal") const {
    TrialTable const trials_drawn = simulate();
    return (*trials_drawn.column(contract_column(contract, "settlement"), year))[0];
  }
};

/// `[[contract]]` "deal" of the population on a rule pack, with these tables.
inline std::string deal_on(std::string const& pack, std::string const& tables) {
  return fmt::format("[[contract]]\nid = \"deal\"\npopulation = \"people\"\ntemplate = \"{}\"\n{}", pack,
                     tables);
}

}  // namespace plimsoll::test
