#pragma once

#include <fmt/format.h>

#include <string>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll::test {

/// A study of fees and scores alone: no population, one performance year, 2026.
inline std::string study_of_scores(std::string const& tables, long trials = 1, int year = 2026) {
  return fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = {}\nseed = 20260715\nengine = \"panel\"\nperformance_years = "
      "[{}]\n"
      "[reserve]\npolicy = \"mean\"\n{}",
      trials, year, tables);
}

/// `[[quality.aco.measure]]` by name and other keys.
inline std::string measure(std::string const& name, int denominator, std::string const& true_rate,
                           double standard, std::string const& more = {}) {
  return fmt::format(
      "[[quality.aco.measure]]\nname = \"{}\"\ndenominator = {}\ntrue_rate = {}\nstandard = {}\n{}\n", name,
      denominator, true_rate, standard, more);
}

inline TrialTable run_text(std::string const& text, Bindings const& bindings = {}) {
  return simulate(compile_study(load_study_text(text, "study.toml", {}, bindings)).plan);
}

inline std::span<double const> column(TrialTable const& trials, std::string const& name, int year = 2026) {
  auto const found = trials.column(name, year);
  PLIMSOLL_EXPECT(found.has_value());
  return *found;
}

/// A contract that pays a dollar where all named results hold.
inline std::string dollar_for(std::string const& passed) {
  return "[[contract]]\nid = \"deal\"\n[[contract.term]]\nkind = \"bonus\"\ndollars = 1\n"
         "[[contract.term]]\nkind = \"measure_gate\"\npassed = [" +
         passed + "]\n";
}

}  // namespace plimsoll::test
