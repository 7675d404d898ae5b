#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll::test {

/// A study over several years of one population, "aco", on the PanelLaw engine; without process_cv every
/// trial is the mean. Contracts settle gross savings and losses in full unless `terms` says otherwise.
struct AgreementStudy {
  std::vector<int> base_years{2024, 2025, 2026};
  std::vector<int> years{2027, 2028, 2029, 2030, 2031, 2032};
  double process_cv = 0.0;
  double skill = 0.0;     ///< share of cost saved in performance years
  std::string agreement;  ///< lines of `[agreement.deal]`
  std::string more;       ///< further tables, contracts last
  long trials = 256;

  std::string text() const {
    return fmt::format(
        "schema = \"study/1\"\n"
        "[run]\ntrials = {}\nseed = 20261126\nengine = \"panel\"\nbase_years = [{}]\n"
        "performance_years = [{}]\n[reserve]\npolicy = \"mean\"\n"
        "[population.aco]\nmembers = 10000\n[cost.aco]\npbpy = 10000\nprocess_cv = {}\n"
        "[benchmark.thirds]\nbase_year_weights = [0.3333333333333333, 0.3333333333333333, "
        "0.3333333333333333]\n"
        "[[program]]\nname = \"skill\"\npopulation = \"aco\"\neffect = {}\n"
        "[agreement.deal]\n{}\n{}",
        trials, fmt::join(base_years, ", "), fmt::join(years, ", "), process_cv, skill, agreement, more);
  }
  CompiledStudy compiled() const {
    return compile_study(load_study_text(text(), "agreement_study.toml", {}));
  }
  TrialTable simulate() const { return plimsoll::simulate(compiled().plan); }
};

/// `[[contract]]` that settles benchmark less cost.
inline std::string gross_contract(std::string const& id, std::string const& fields) {
  return fmt::format(
      "[[contract]]\nid = \"{}\"\npopulation = \"aco\"\nbenchmark = \"thirds\"\n{}\n"
      "[[contract.term]]\nkind = \"gross_savings\"\n",
      id, fields);
}

inline std::span<double const> column_of(TrialTable const& trials, std::string const& contract,
                                         std::string const& what, int year) {
  return *trials.column(contract_column(contract, what), year);
}

}  // namespace plimsoll::test
